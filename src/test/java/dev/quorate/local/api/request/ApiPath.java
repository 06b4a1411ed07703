package dev.quorate.local.api.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A resource path taken apart: {@code /apis/apps/v1/namespaces/ns/statefulsets/zk/scale}. */
public record ApiPath(
    String group,
    String version,
    String namespace,
    String plural,
    String name,
    String subresource) {
  private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

  /** Nothing for paths that name no resource, such as those of discovery. */
  public static Optional<ApiPath> parse(String path) {
    List<String> parts = Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
    if (parts.size() >= 3 && parts.get(0).equals("api")) {
      return Optional.of(of("", parts.get(1), parts.subList(2, parts.size())));
    }
    if (parts.size() >= 4 && parts.get(0).equals("apis")) {
      return Optional.of(of(parts.get(1), parts.get(2), parts.subList(3, parts.size())));
    }
    return Optional.empty();
  }

  private static ApiPath of(String group, String version, List<String> rest) {
    boolean inNamespace =
        rest.size() >= 3 && rest.get(0).equals("namespaces") && !isNamespaceItself(rest);
    List<String> own = inNamespace ? rest.subList(2, rest.size()) : rest;
    return new ApiPath(
        group, version, inNamespace ? rest.get(1) : "", own.get(0), at(own, 1), at(own, 2));
  }

  private static boolean isNamespaceItself(List<String> rest) {
    return rest.size() == 3 && OF_NAMESPACES.contains(rest.get(2));
  }

  private static String at(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }
}
