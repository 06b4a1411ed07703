package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** ConfigMaps and Secrets: immutable ones stay as they are, secrets are written in base64. */
final class DataRules implements TypeRules {

  @Override
  public void complete(Write write) {
    ObjectNode object = write.object();
    if (!write.target().type().names().kind().equals("Secret")) {
      return;
    }
    if (!object.path("type").isTextual()) {
      object.put("type", "Opaque");
    }
    JsonNode plain = object.remove("stringData");
    if (plain != null) {
      ObjectNode data = object.withObject("/data");
      plain
          .properties()
          .forEach(e ->
              data.put(
                  e.getKey(),
                  Base64.getEncoder()
                      .encodeToString(e.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    }
  }

  @Override
  public void check(Write write) {
    Optional<ObjectNode> live = write.live();
    if (live.isEmpty()) {
      return;
    }
    if (live.get().path("immutable").asBoolean()) {
      if (!write.object().path("immutable").asBoolean()) {
        write
            .errors()
            .add(FieldError.forbidden("immutable", "field is immutable when `immutable` is set"));
      }
      unchanged(write, live.get(), "data", "field is immutable when `immutable` is set");
      unchanged(write, live.get(), "binaryData", "field is immutable when `immutable` is set");
    }
    if (!Json.same(live.get().path("type"), write.object().path("type"))) {
      write
          .errors()
          .add(
              FieldError.invalid(
                  "type", Rules.shown(write.object().path("type")), "field is immutable"));
    }
  }

  private static void unchanged(Write write, ObjectNode live, String field, String why) {
    if (!Json.same(live.path(field), write.object().path(field))) {
      write.errors().add(FieldError.forbidden(field, why));
    }
  }
}
