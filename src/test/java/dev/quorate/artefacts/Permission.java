package dev.quorate.artefacts;

import java.util.List;

/**
 * Something that the operator may do.
 *
 * @param group of the API; empty for the core group
 * @param resource the plural, with its subresource if there is one
 * @param names of the only objects that it holds for; empty for all
 * @param why for people who read the role before they install it
 */
public record Permission(
    String group, String resource, List<String> verbs, List<String> names, String why) {

  static Permission of(String group, String resource, String verbs, String why) {
    return new Permission(group, resource, List.of(verbs.split(" ")), List.of(), why);
  }

  Permission onlyFor(String name) {
    return new Permission(group, resource, verbs, List.of(name), why);
  }

  /**
   * Whether it covers a request.
   *
   * @param verb in the words of RBAC
   */
  public boolean allows(String verb, String group, String resource, String name) {
    return this.group.equals(group)
        && this.resource.equals(resource)
        && verbs.contains(verb)
        && (names.isEmpty() || names.contains(name));
  }
}
