package dev.quorate.local.api.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Change;
import dev.quorate.local.api.store.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the type behind a path or a kind; follows the stored definitions. */
public final class ResourceTypes {
  /** The type of the definitions themselves. */
  public static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

  private static final List<ResourceType> BUILT_IN = BuiltInTypes.all();
  private final Map<String, ResourceType> custom = new ConcurrentHashMap<>();

  /** Takes note of a definition that came, changed or went. */
  public void follow(Change change) {
    if (change.id().type().equals(DEFINITIONS)) {
      if (change.kind() == Change.Kind.DELETED) {
        custom.remove(change.id().name());
      } else {
        define(change.id().name(), change.object());
      }
    }
  }

  /** All types, built-in ones first. */
  public List<ResourceType> all() {
    List<ResourceType> all = new ArrayList<>(BUILT_IN);
    custom.keySet().stream().sorted().map(custom::get).forEach(all::add);
    return all;
  }

  /** The type that a path names. */
  public Optional<ResourceType> byPath(String group, String version, String plural) {
    return byResource(new GroupResource(group, plural)).filter(t -> t.version(version).isPresent());
  }

  /** A type by its identity. */
  public Optional<ResourceType> byResource(GroupResource id) {
    return all().stream().filter(t -> t.id().equals(id)).findFirst();
  }

  /** The type that a reference such as an owner reference names. */
  public Optional<ResourceType> byKind(String apiVersion, String kind) {
    return all().stream()
        .filter(t -> t.names().kind().equals(kind))
        .filter(t -> t.versions().stream().anyMatch(v -> t.apiVersion(v).equals(apiVersion)))
        .findFirst();
  }

  /** The type that a definition defines. */
  public static GroupResource definedBy(ObjectNode definition) {
    return new GroupResource(
        definition.at("/spec/group").asText(), definition.at("/spec/names/plural").asText());
  }

  private void define(String name, ObjectNode definition) {
    custom.put(name, CustomTypes.of(definition));
  }
}
