package dev.quorate.local.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A chunked HTTP body: what kubectl reads watches and logs from. */
final class ChunkChannel implements StreamChannel {
  private static final byte[] CRLF = {'\r', '\n'};
  private final InputStream in;
  private final OutputStream out;

  ChunkChannel(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public void open(HttpRequest request, String contentType) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Transfer-Encoding", "chunked");
    headers.put("Connection", "close");
    Connection.head(200, headers, out);
    out.flush();
  }

  @Override
  public void send(byte[] piece) throws IOException {
    if (piece.length > 0) {
      out.write(Integer.toHexString(piece.length).getBytes(StandardCharsets.US_ASCII));
      out.write(CRLF);
      out.write(piece);
      out.write(CRLF);
      out.flush();
    }
  }

  @Override
  public void end() throws IOException {
    out.write('0');
    out.write(CRLF);
    out.write(CRLF);
    out.flush();
  }

  @Override
  public void awaitPeerGone() {
    try {
      while (in.read() >= 0) {
        // a client has nothing to say during a stream; only its leaving matters
      }
    } catch (IOException gone) {
      return;
    }
  }
}
