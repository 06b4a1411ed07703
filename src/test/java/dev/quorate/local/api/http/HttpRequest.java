package dev.quorate.local.api.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request with its body, read whole.
 *
 * @param path decoded path without the query
 * @param headers by lower-case name
 * @param body as text; binary ones with one character per octet
 */
public record HttpRequest(
    String method, String path, Query query, Map<String, String> headers, String body) {

  /** A header by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean wantsWebSocket() {
    return header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
  }

  boolean keepsConnection() {
    return header("connection").filter(c -> c.toLowerCase(Locale.ROOT).contains("close")).isEmpty();
  }
}
