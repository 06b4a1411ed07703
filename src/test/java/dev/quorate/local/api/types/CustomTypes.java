package dev.quorate.local.api.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.GroupResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a CustomResourceDefinition as a type. */
final class CustomTypes {
  private CustomTypes() {}

  static ResourceType of(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode names = spec.path("names");
    String kind = names.path("kind").asText();
    return new ResourceType(
        new GroupResource(spec.path("group").asText(), names.path("plural").asText()),
        new TypeNames(
            kind,
            names.path("listKind").asText(kind + "List"),
            names.path("singular").asText(kind.toLowerCase(Locale.ROOT)),
            texts(names.path("shortNames")),
            texts(names.path("categories"))),
        spec.path("scope").asText().equals("Namespaced"),
        true,
        true,
        versions(spec.path("versions")));
  }

  private static List<TypeVersion> versions(JsonNode list) {
    List<TypeVersion> versions = new ArrayList<>();
    for (JsonNode version : list) {
      if (version.path("served").asBoolean()) {
        Set<String> subresources = new HashSet<>();
        version.path("subresources").fieldNames().forEachRemaining(subresources::add);
        versions.add(
            new TypeVersion(
                version.path("name").asText(), subresources, Optional.of((ObjectNode) version)));
      }
    }
    versions.sort(Comparator.comparing((TypeVersion v) -> !stored(v)));
    return versions;
  }

  private static boolean stored(TypeVersion version) {
    return version.definition().filter(d -> d.path("storage").asBoolean()).isPresent();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(t -> texts.add(t.asText()));
    return texts;
  }
}
