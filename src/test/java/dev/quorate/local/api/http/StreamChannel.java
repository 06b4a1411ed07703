package dev.quorate.local.api.http;

import java.io.IOException;

/** How the pieces of a stream are framed on the wire. */
interface StreamChannel {
  void open(HttpRequest request, String contentType) throws IOException;

  void send(byte[] piece) throws IOException;

  void end() throws IOException;

  /** Blocks until the client closed its side or the connection broke. */
  void awaitPeerGone();
}
