package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.Locale;

/** Definitions: complete names, established at once, with rules that compile. */
final class DefinitionRules implements TypeRules {

  @Override
  public void complete(Write write) {
    ObjectNode names = write.object().withObject("/spec/names");
    String kind = names.path("kind").asText("");
    if (!names.has("singular")) {
      names.put("singular", kind.toLowerCase(Locale.ROOT));
    }
    if (!names.has("listKind")) {
      names.put("listKind", kind + "List");
    }
    ObjectNode spec = write.object().withObject("/spec");
    if (!spec.has("conversion")) {
      spec.putObject("conversion").put("strategy", "None");
    }
  }

  @Override
  public void allocate(Write write) {
    ObjectNode status = write.object().withObject("/status");
    status.set("acceptedNames", write.object().at("/spec/names").deepCopy());
    ArrayNode stored = status.withArray("storedVersions");
    for (JsonNode version : write.object().at("/spec/versions")) {
      JsonNode name = version.path("name");
      boolean there = false;
      for (JsonNode known : stored) {
        there |= known.equals(name);
      }
      if (version.path("storage").asBoolean() && !there) {
        stored.add(name);
      }
    }
    condition(status, "NamesAccepted", "NoConflicts", "no conflicts found");
    condition(
        status, "Established", "InitialNamesAccepted", "the initial names have been accepted");
  }

  @Override
  public void check(Write write) {
    JsonNode spec = write.object().path("spec");
    String name = spec.at("/names/plural").asText() + "." + spec.path("group").asText();
    if (!Meta.of(write.object()).name().equals(name)) {
      write
          .errors()
          .add(
              FieldError.invalid(
                  "metadata.name",
                  "\"" + Meta.of(write.object()).name() + "\"",
                  "must be spec.names.plural+\".\"+spec.group"));
    }
    int index = 0;
    for (JsonNode version : spec.path("versions")) {
      JsonNode schema = version.at("/schema/openAPIV3Schema");
      String path = "spec.versions[" + index++ + "].schema.openAPIV3Schema";
      if (schema.isMissingNode()) {
        write.errors().add(FieldError.required(path, "schemas are required"));
      } else {
        write.errors().addAll(DefinitionChecks.of(path, schema));
      }
    }
  }

  private static void condition(ObjectNode status, String type, String reason, String message) {
    ArrayNode conditions = status.withArray("conditions");
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText().equals(type)) {
        return;
      }
    }
    conditions.add(
        Json.object()
            .put("lastTransitionTime", Meta.now())
            .put("message", message)
            .put("reason", reason)
            .put("status", "True")
            .put("type", type));
  }
}
