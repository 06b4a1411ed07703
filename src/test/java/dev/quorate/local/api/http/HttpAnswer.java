package dev.quorate.local.api.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a handler decided to send back. */
public sealed interface HttpAnswer {

  /** A whole answer. */
  record Full(int status, Map<String, String> headers, String body) implements HttpAnswer {

    /** The same answer with one more header. */
    public Full with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Full(status, more, body);
    }
  }

  /**
   * A 200 whose body is written as it comes into being: chunks, or text messages when the client
   * asked for a WebSocket. The body's thread is interrupted when the client goes away.
   */
  record Stream(String contentType, Body body) implements HttpAnswer {}

  /** The connection is closed without an answer, as a crashed server would. */
  record Dropped() implements HttpAnswer {}

  /** Writes a stream until it has nothing more to say. */
  @FunctionalInterface
  interface Body {
    /** Returns when the stream is over; the connection is closed then. */
    void writeTo(Sink sink) throws IOException, InterruptedException;
  }

  /** Where a stream's pieces go; each is sent at once. */
  @FunctionalInterface
  interface Sink {
    /** Sends one piece. */
    void send(byte[] piece) throws IOException;
  }
}
