package dev.quorate.local.api.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** RFC 6455, the server's side, as far as watches need it: text out, ping and close in. */
final class WebSocketChannel implements StreamChannel {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final byte[] NORMAL_CLOSURE = {0x03, (byte) 0xE8};
  private final InputStream in;
  private final OutputStream out;

  WebSocketChannel(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public void open(HttpRequest request, String contentType) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Upgrade", "websocket");
    headers.put("Connection", "Upgrade");
    headers.put("Sec-WebSocket-Accept", accept(request.header("sec-websocket-key").orElse("")));
    request
        .header("sec-websocket-protocol")
        .ifPresent(p -> headers.put("Sec-WebSocket-Protocol", p.split(",", 2)[0].strip()));
    Connection.head(101, headers, out);
    out.flush();
  }

  @Override
  public void send(byte[] piece) throws IOException {
    frame(TEXT, piece);
  }

  @Override
  public void end() throws IOException {
    frame(CLOSE, NORMAL_CLOSURE);
  }

  @Override
  public void awaitPeerGone() {
    try {
      boolean open = true;
      while (open) {
        open = readFrame();
      }
    } catch (IOException gone) {
      return;
    }
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean readFrame() throws IOException {
    int opcode = octet() & 0x0F;
    int second = octet();
    long length = second & 0x7F;
    if (length == 126) {
      length = 256L * octet() + octet();
    } else if (length == 127) {
      length = 0;
      for (int i = 0; i < 8; i++) {
        length = (length << 8) | octet();
      }
    }
    byte[] mask = (second & 0x80) == 0 ? new byte[4] : in.readNBytes(4);
    byte[] payload = in.readNBytes(Math.toIntExact(length));
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    if (opcode == PING) {
      frame(PONG, payload);
    } else if (opcode == CLOSE) {
      frame(CLOSE, NORMAL_CLOSURE);
    }
    return opcode != CLOSE;
  }

  private int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException();
    }
    return octet;
  }

  private synchronized void frame(int opcode, byte[] payload) throws IOException {
    out.write(FINAL | opcode);
    if (payload.length < 126) {
      out.write(payload.length);
    } else if (payload.length < 65536) {
      out.write(126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >> shift));
      }
    }
    out.write(payload);
    out.flush();
  }
}
