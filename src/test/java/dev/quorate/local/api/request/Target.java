package dev.quorate.local.api.request;

import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.types.ResourceType;
import dev.quorate.local.api.types.TypeVersion;

/**
 * What a request is about.
 *
 * @param namespace empty for cluster-scoped types and for lists over all namespaces
 * @param name empty for collections
 * @param subresource empty for the object itself
 */
public record Target(
    ResourceType type, TypeVersion version, String namespace, String name, String subresource) {
  private static final GroupResource NEW_EVENTS = new GroupResource("events.k8s.io", "events");
  private static final GroupResource EVENTS = new GroupResource("", "events");

  /** Under which type the objects are stored: both event APIs show the same objects. */
  public GroupResource storedType() {
    return type.id().equals(NEW_EVENTS) ? EVENTS : type.id();
  }

  /** Where the object is stored. */
  public ResourceId id() {
    return new ResourceId(storedType(), type.namespaced() ? namespace : "", name);
  }

  /** The group and version that the client speaks. */
  public String apiVersion() {
    return type.apiVersion(version);
  }

  /** The same type and place with a name. */
  public Target named(String other) {
    return new Target(type, version, namespace, other, subresource);
  }

  /** The object itself rather than its subresource. */
  public Target main() {
    return new Target(type, version, namespace, name, "");
  }

  /** Whether the subresource is this one. */
  public boolean is(String wanted) {
    return subresource.equals(wanted);
  }
}
