package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rest of lists that clients read page by page, as they were when the first page was read. */
final class Continuations {
  private static final int KEPT = 100;

  /** What is left of a list. */
  record Rest(long revision, List<ObjectNode> items) {}

  private final Map<String, Rest> open =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rest> eldest) {
          return size() > KEPT;
        }
      };

  synchronized String keep(Rest rest) {
    String token = UUID.randomUUID().toString();
    open.put(token, rest);
    return token;
  }

  /** A token stays valid: the same page may be asked for again. */
  synchronized Rest find(String token) {
    Rest rest = open.get(token);
    if (rest == null) {
      throw new ApiError(
          410,
          "Expired",
          "The provided continue parameter is too old to display a consistent list result.");
    }
    return rest;
  }

  synchronized void forget() {
    open.clear();
  }
}
