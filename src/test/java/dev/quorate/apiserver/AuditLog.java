package dev.quorate.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the API server was asked for, in the order of its answers. */
public record AuditLog(Path file) {
  /** One request with its answer; watches are there from their start, and again when they end. */
  public record Request(
      String user, String agent, String verb, String resource, String path, int answer) {

    private static Request of(JsonNode event) {
      var impersonated = event.at("/impersonatedUser/username").asText();
      var user = impersonated.isEmpty() ? event.at("/user/username").asText() : impersonated;
      return new Request(
          user,
          event.path("userAgent").asText(),
          event.path("verb").asText(),
          resource(event.path("objectRef")),
          event.path("requestURI").asText(),
          event.at("/responseStatus/code").asInt());
    }

    /** As in a rule of RBAC: {@code statefulsets.apps/status}. */
    private static String resource(JsonNode object) {
      var group = object.path("apiGroup").asText();
      var part = object.path("subresource").asText();
      return object.path("resource").asText()
          + (group.isEmpty() ? "" : "." + group)
          + (part.isEmpty() ? "" : "/" + part);
    }

    /** Whether it changes something. */
    public boolean isWrite() {
      return !List.of("get", "list", "watch").contains(verb);
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
