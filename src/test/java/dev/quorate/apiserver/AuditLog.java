package dev.quorate.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What the API server was asked for, in the order of its answers. */
public record AuditLog(Path file) {
  /**
   * One request with its answer; a watch is there from its start, and again when it ends.
   *
   * @param resource with its subresource, as in a rule of RBAC; empty when the path is no resource
   */
  public record Request(
      Instant time,
      String user,
      String verb,
      String group,
      String resource,
      String namespace,
      String name,
      int answer) {

    private static Request of(JsonNode event) {
      var impersonated = event.at("/impersonatedUser/username").asText();
      var object = event.path("objectRef");
      var part = object.path("subresource").asText();
      return new Request(
          Instant.parse(event.path("requestReceivedTimestamp").asText()),
          impersonated.isEmpty() ? event.at("/user/username").asText() : impersonated,
          event.path("verb").asText(),
          object.path("apiGroup").asText(),
          object.path("resource").asText() + (part.isEmpty() ? "" : "/" + part),
          object.path("namespace").asText(),
          object.path("name").asText(),
          event.at("/responseStatus/code").asInt());
    }

    /** Whether it may change something. */
    public boolean isWrite() {
      return !List.of("get", "list", "watch").contains(verb);
    }

    @Override
    public String toString() {
      return "%s %s %s".formatted(verb, resource, name).strip();
    }
  }

  /** All requests so far. */
  public List<Request> requests() {
    try {
      var text = Files.readString(file);
      // What follows the last line end is being written.
      var complete = text.substring(0, text.lastIndexOf('\n') + 1);
      return complete.lines().map(Json::parse).map(Request::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All requests so far of one user, the one that was impersonated if somebody was. */
  public List<Request> requests(String user) {
    return requests().stream().filter(request -> request.user().equals(user)).toList();
  }
}
