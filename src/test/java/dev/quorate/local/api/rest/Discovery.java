package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.types.ResourceType;
import dev.quorate.local.api.types.ResourceTypes;
import dev.quorate.local.api.types.TypeVersion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server serves: groups, versions and resources, and what it says of itself. */
public final class Discovery {
  private static final List<String> OBJECT_VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final Set<String> REVIEWS =
      Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews");
  private final ResourceTypes types;

  public Discovery(ResourceTypes types) {
    this.types = types;
  }

  /** The answer, if the path is one of discovery. */
  public Optional<HttpAnswer.Full> answer(String path) {
    List<String> parts = Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
    return switch (String.join("/", parts)) {
      case "healthz", "livez", "readyz" -> Optional.of(Answers.text(200, "ok"));
      case "version" -> Optional.of(Answers.json(200, version()));
      case "api" -> Optional.of(Answers.json(200, legacy()));
      case "apis" -> Optional.of(Answers.json(200, groups()));
      default -> inside(parts).map(body -> Answers.json(200, body));
    };
  }

  private Optional<ObjectNode> inside(List<String> parts) {
    if (parts.size() == 2 && parts.getFirst().equals("api")) {
      return resources("", parts.get(1));
    }
    if (parts.size() == 2 && parts.getFirst().equals("apis")) {
      return Optional.ofNullable(groupVersions().get(parts.get(1)))
          .map(versions -> group(parts.get(1), versions))
          .map(g -> g.put("kind", "APIGroup").put("apiVersion", "v1"));
    }
    if (parts.size() == 3 && parts.getFirst().equals("apis")) {
      return resources(parts.get(1), parts.get(2));
    }
    return Optional.empty();
  }

  private static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "33")
        .put("gitVersion", "v1.33.4")
        .put("gitCommit", "0000000000000000000000000000000000000000")
        .put("gitTreeState", "clean")
        .put("buildDate", "2025-08-12T10:00:00Z")
        .put("goVersion", "go1.24.5")
        .put("compiler", "gc")
        .put("platform", "linux/amd64");
  }

  private static ObjectNode legacy() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  private ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    groupVersions().forEach((name, versions) -> groups.add(group(name, versions)));
    return list;
  }

  private static ObjectNode group(String name, Set<String> versions) {
    ObjectNode group = Json.object().put("name", name);
    ArrayNode list = group.putArray("versions");
    for (String version : versions) {
      list.addObject().put("groupVersion", name + "/" + version).put("version", version);
    }
    group.set("preferredVersion", list.get(0).deepCopy());
    return group;
  }

  private Map<String, Set<String>> groupVersions() {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (ResourceType type : types.all()) {
      for (TypeVersion version : type.versions()) {
        if (!type.id().group().isEmpty()) {
          groups.computeIfAbsent(type.id().group(), g -> new LinkedHashSet<>()).add(version.name());
        }
      }
    }
    groups.put("authorization.k8s.io", Set.of("v1"));
    return groups;
  }

  private Optional<ObjectNode> resources(String group, String version) {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types.all()) {
      if (type.id().group().equals(group)) {
        type.version(version).ifPresent(v -> add(resources, type, v));
      }
    }
    if (group.equals("authorization.k8s.io") && version.equals("v1")) {
      REVIEWS.forEach(r -> review(resources, r));
    }
    return resources.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private static void add(ArrayNode resources, ResourceType type, TypeVersion version) {
    ObjectNode resource =
        resources
            .addObject()
            .put("name", type.id().plural())
            .put("singularName", type.names().singular())
            .put("namespaced", type.namespaced())
            .put("kind", type.names().kind());
    OBJECT_VERBS.forEach(resource.putArray("verbs")::add);
    list(resource, "shortNames", type.names().shortNames());
    list(resource, "categories", type.names().categories());
    for (String subresource : version.subresources().stream().sorted().toList()) {
      subresource(resources, type, subresource);
    }
  }

  private static void subresource(ArrayNode resources, ResourceType type, String name) {
    ObjectNode resource =
        resources
            .addObject()
            .put("name", type.id().plural() + "/" + name)
            .put("singularName", "")
            .put("namespaced", type.namespaced());
    List<String> verbs =
        switch (name) {
          case "scale" -> {
            resource.put("group", "autoscaling").put("version", "v1");
            yield List.of("get", "patch", "update");
          }
          case "eviction" -> {
            resource.put("group", "policy").put("version", "v1");
            yield List.of("create");
          }
          case "binding" -> List.of("create");
          case "log" -> List.of("get");
          default -> List.of("get", "patch", "update");
        };
    String kind =
        switch (name) {
          case "scale" -> "Scale";
          case "eviction" -> "Eviction";
          case "binding" -> "Binding";
          default -> type.names().kind();
        };
    verbs.forEach(resource.put("kind", kind).putArray("verbs")::add);
  }

  private static void review(ArrayNode resources, String name) {
    resources
        .addObject()
        .put("name", name)
        .put("singularName", "")
        .put("namespaced", false)
        .put("kind", name.contains("rules") ? "SelfSubjectRulesReview" : "SelfSubjectAccessReview")
        .putArray("verbs")
        .add("create");
  }

  private static void list(ObjectNode resource, String field, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(resource.putArray(field)::add);
    }
  }
}
