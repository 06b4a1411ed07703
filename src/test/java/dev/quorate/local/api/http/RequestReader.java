package dev.quorate.local.api.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests, one after the other, from a connection. */
final class RequestReader {
  private static final int MAX_LINE = 64 * 1024;
  private final InputStream in;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** The next request, or nothing when the client closed the connection. */
  Optional<HttpRequest> next() throws IOException {
    String start = line();
    while (start != null && start.isEmpty()) {
      start = line();
    }
    if (start == null) {
      return Optional.empty();
    }
    String[] parts = start.split(" ", 3);
    if (parts.length < 3) {
      throw new IOException("not an HTTP request: " + start);
    }
    Map<String, String> headers = headers();
    int question = parts[1].indexOf('?');
    String path = question < 0 ? parts[1] : parts[1].substring(0, question);
    String query = question < 0 ? "" : parts[1].substring(question + 1);
    return Optional.of(
        new HttpRequest(
            parts[0],
            Query.decode(path.replace("+", "%2B")),
            Query.parse(query),
            headers,
            body(headers)));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.merge(
            line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip(),
            (a, b) -> a + ", " + b);
      }
    }
    return headers;
  }

  private String body(Map<String, String> headers) throws IOException {
    String encoding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
    byte[] body =
        encoding.contains("chunked")
            ? chunks()
            : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    boolean binary = headers.getOrDefault("content-type", "").contains("protobuf");
    return new String(body, binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      String size = line();
      if (size == null) {
        throw new EOFException("in a chunked body");
      }
      int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
      if (length == 0) {
        headers();
        return body.toByteArray();
      }
      body.write(exactly(length));
      line();
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("in a body");
    }
    return bytes;
  }

  /** One line without its end; null at the end of the connection. */
  private String line() throws IOException {
    var line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (b != '\r') {
        line.write(b);
      }
      if (line.size() > MAX_LINE) {
        throw new IOException("line too long");
      }
    }
    return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
  }
}
