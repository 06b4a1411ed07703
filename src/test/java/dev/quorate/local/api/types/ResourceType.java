package dev.quorate.local.api.types;

import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * A type of resource with all its served versions, the preferred one first.
 *
 * @param custom defined by a CustomResourceDefinition
 * @param counted its objects carry a {@code metadata.generation}
 */
public record ResourceType(
    GroupResource id,
    TypeNames names,
    boolean namespaced,
    boolean custom,
    boolean counted,
    List<TypeVersion> versions) {

  /** A served version by name. */
  public Optional<TypeVersion> version(String name) {
    return versions.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  /** The group and version as {@code apiVersion} writes them. */
  public String apiVersion(TypeVersion version) {
    return id.group().isEmpty() ? version.name() : id.group() + "/" + version.name();
  }

  /** {@code StatefulSet.apps}: how messages about invalid objects begin. */
  public String qualifiedKind() {
    return id.group().isEmpty() ? names.kind() : names.kind() + "." + id.group();
  }

  /** Where an object of this type is stored. */
  public ResourceId at(String namespace, String name) {
    return new ResourceId(id, namespaced ? namespace : "", name);
  }
}
