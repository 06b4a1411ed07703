package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.types.ResourceType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Selects by the few fields that the real server can select a type by. */
public final class FieldSelector {
  private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");
  private static final Set<String> EVENT =
      Set.of(
          "involvedObject.kind",
          "involvedObject.name",
          "involvedObject.namespace",
          "involvedObject.uid",
          "involvedObject.apiVersion",
          "involvedObject.resourceVersion",
          "involvedObject.fieldPath",
          "reason",
          "type",
          "reportingComponent",
          "source");
  private static final Map<String, Set<String>> BY_TYPE =
      Map.of(
          "pods",
              Set.of(
                  "status.phase",
                  "spec.nodeName",
                  "spec.restartPolicy",
                  "status.podIP",
                  "spec.serviceAccountName",
                  "spec.schedulerName"),
          "events", EVENT,
          "events.events.k8s.io", EVENT,
          "secrets", Set.of("type"),
          "namespaces", Set.of("status.phase"),
          "nodes", Set.of("spec.unschedulable"),
          "services", Set.of("spec.clusterIP", "spec.type"));

  private FieldSelector() {}

  public static Predicate<ObjectNode> parse(ResourceType type, String text) {
    Set<String> known = new HashSet<>(ALWAYS);
    known.addAll(BY_TYPE.getOrDefault(type.id().qualified(), Set.of()));
    Predicate<ObjectNode> all = object -> true;
    for (String term : text.split(",", -1)) {
      if (!term.isBlank()) {
        all = all.and(term(term.strip(), known));
      }
    }
    return all;
  }

  private static Predicate<ObjectNode> term(String term, Set<String> known) {
    String[] sides = term.split("!=|==|=", 2);
    if (sides.length < 2) {
      throw ApiError.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(term, term));
    }
    String field = sides[0].strip();
    if (!known.contains(field)) {
      throw ApiError.badRequest("field label not supported: " + field);
    }
    String wanted = sides[1].strip();
    Predicate<ObjectNode> same = object -> value(object, field).equals(wanted);
    return term.contains("!=") ? same.negate() : same;
  }

  private static String value(ObjectNode object, String field) {
    JsonNode value = object;
    for (String step :
        field.equals("source") ? new String[] {"source", "component"} : field.split("\\.", -1)) {
      value = value.path(step);
    }
    return value.asText("");
  }
}
