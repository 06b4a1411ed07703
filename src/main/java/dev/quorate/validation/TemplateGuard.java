package dev.quorate.validation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps the raw overlay on the pod template away from what the operator owns: who the member is,
 * what it runs, where its data is, and how it is looked at (hazards G21, G51).
 */
final class TemplateGuard {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LARGEST = 64 * 1024;
  private static final int DEEPEST = 20;
  private static final Map<String, String> SPEC = ownedInSpec();
  private static final Set<String> VOLUMES =
      Stream.of(Mount.values()).map(Mount::volume).collect(toUnmodifiableSet());

  private final String root;
  private final Findings findings;

  TemplateGuard(String root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  private static Map<String, String> ownedInSpec() {
    var owned = new HashMap<String, String>();
    for (String typed :
        List.of(
            "nodeSelector",
            "affinity",
            "tolerations",
            "topologySpreadConstraints",
            "priorityClassName",
            "serviceAccountName",
            "imagePullSecrets",
            "securityContext",
            "terminationGracePeriodSeconds")) {
      owned.put(typed, "remove it and set spec.pod." + typed);
    }
    owned.put("serviceAccount", "remove it and set spec.pod.serviceAccountName");
    for (String never :
        List.of(
            "activeDeadlineSeconds",
            "automountServiceAccountToken",
            "ephemeralContainers",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostname",
            "nodeName",
            "priority",
            "restartPolicy",
            "setHostnameAsFQDN",
            "subdomain")) {
      owned.put(never, "remove it");
    }
    return owned;
  }

  void check(JsonNode template) {
    if (!template.isObject()) {
      findings.refuse(root, "is not an object", "write metadata and spec of a pod template");
    } else if (template.toString().length() > LARGEST || isDeeperThan(template, DEEPEST)) {
      findings.refuse(root, "is larger than 64 KiB or nested too deeply", "write a smaller one");
    } else if (takesAway(template)) {
      findings.refuse(
          root,
          "has nulls, or keys that begin with $, which take away or direct a merge",
          "remove them; overlays only add");
    } else if (!isPodTemplate(template)) {
      findings.refuse(
          root,
          "has a value of another type than a pod template has there",
          "correct it; kubectl explain pod tells the types");
    } else {
      only(root, template, Set.of("metadata", "spec"));
      metadata(template.path("metadata"));
      spec(template.path("spec"));
    }
  }

  private void metadata(JsonNode metadata) {
    String field = root + ".metadata";
    only(field, metadata, Set.of("labels", "annotations"));
    MetadataRules.labels(field + ".labels", texts(metadata.path("labels")), findings);
    MetadataRules.annotations(
        field + ".annotations", texts(metadata.path("annotations")), findings);
  }

  private void spec(JsonNode spec) {
    String field = root + ".spec";
    objectOrAbsent(field, spec);
    spec.fieldNames()
        .forEachRemaining(key -> {
          if (SPEC.containsKey(key)) {
            findings.refuse(field + "." + key, "is decided elsewhere", SPEC.get(key));
          }
        });
    volumes(field + ".volumes", spec.path("volumes"));
    var containers = new ContainerGuard(findings);
    items(field + ".containers", spec.path("containers")).forEach(containers::ofThePod);
    items(field + ".initContainers", spec.path("initContainers"))
        .forEach(containers::beforeTheServer);
  }

  private void volumes(String field, JsonNode volumes) {
    items(field, volumes)
        .forEach((path, volume) -> {
          String name = volume.path("name").asText();
          if (VOLUMES.contains(name)) {
            findings.refuse(
                path, Quoted.of(name) + " is a volume of the operator", "choose another name");
          }
        });
  }

  /** The items of a list by their paths; each must be an object with a name. */
  private Map<String, JsonNode> items(String field, JsonNode list) {
    var items = new LinkedHashMap<String, JsonNode>();
    if (!list.isMissingNode() && !list.isArray()) {
      findings.refuse(field, "is not a list", "write a list, items are merged by name");
    }
    int index = 0;
    for (JsonNode item : list) {
      if (!item.path("name").isTextual()) {
        findings.refuse(field + "[" + index + "]", "has no name", "write one");
      } else {
        items.put(field + "[" + index + "]", item);
      }
      index++;
    }
    return items;
  }

  private void only(String field, JsonNode node, Set<String> allowed) {
    objectOrAbsent(field, node);
    node.fieldNames()
        .forEachRemaining(key -> {
          if (!allowed.contains(key)) {
            findings.refuse(field + "." + Quoted.step(key), "cannot be set", "remove it");
          }
        });
  }

  private void objectOrAbsent(String field, JsonNode node) {
    if (!node.isMissingNode() && !node.isObject()) {
      findings.refuse(field, "is not an object", "write one, or remove it");
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    var texts = new TreeMap<String, String>();
    node.properties()
        .forEach(
            e -> texts.put(e.getKey(), e.getValue().isTextual() ? e.getValue().asText() : null));
    return texts;
  }

  private static boolean takesAway(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    if (node.isNull() || names.stream().anyMatch(name -> name.startsWith("$"))) {
      return true;
    }
    for (JsonNode child : node) {
      if (takesAway(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPodTemplate(JsonNode template) {
    try {
      return MAPPER.treeToValue(template, PodTemplateSpec.class) != null;
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  private static boolean isDeeperThan(JsonNode node, int levels) {
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (isDeeperThan(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }
}
