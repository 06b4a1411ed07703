package dev.quorate.local.api.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One client connection: requests in, answers out, until either side has had enough. */
final class Connection {
  private final Socket socket;
  private final HttpHandler handler;
  private final AtomicReference<Thread> streamer = new AtomicReference<>();

  Connection(Socket socket, HttpHandler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  boolean streaming() {
    return streamer.get() != null;
  }

  /** Ends a stream in an orderly way, anything else at once. */
  void finish() {
    Thread body = streamer.get();
    if (body == null) {
      close();
    } else {
      body.interrupt();
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // nothing is left to be done with it
    }
  }

  void serve() throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
    var reader = new RequestReader(in);
    boolean more = true;
    while (more) {
      Optional<HttpRequest> request = reader.next();
      more = request.isPresent() && serve(request.get(), in, out);
    }
  }

  /** Answers one request; false when the connection is used up. */
  private boolean serve(HttpRequest request, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    switch (handler.answer(request)) {
      case HttpAnswer.Full full -> {
        write(full, out);
        return request.keepsConnection();
      }
      case HttpAnswer.Stream stream -> {
        stream(request, stream, in, out);
        return false;
      }
      case HttpAnswer.Dropped ignored -> {
        return false;
      }
    }
  }

  private static void write(HttpAnswer.Full answer, OutputStream out) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    headers.put("Content-Length", Integer.toString(body.length));
    head(answer.status(), headers, out);
    out.write(body);
    out.flush();
  }

  private void stream(
      HttpRequest request, HttpAnswer.Stream stream, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    StreamChannel channel =
        request.wantsWebSocket() ? new WebSocketChannel(in, out) : new ChunkChannel(in, out);
    channel.open(request, stream.contentType());
    Thread body = Thread.currentThread();
    streamer.set(body);
    Thread.ofVirtual()
        .name("api-peer")
        .start(() -> {
          channel.awaitPeerGone();
          body.interrupt();
        });
    try {
      stream.body().writeTo(channel::send);
    } catch (InterruptedException e) {
      // the client left or the server stops: either way the stream ends here
    }
    channel.end();
  }

  static void head(int status, Map<String, String> headers, OutputStream out) throws IOException {
    var head = new StringBuilder("HTTP/1.1 ").append(status).append(' ').append("-\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }
}
