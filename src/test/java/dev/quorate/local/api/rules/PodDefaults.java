package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import java.util.List;
import java.util.Map;

/** The defaults of a pod spec, in pods and in templates, and what no pod can do without. */
final class PodDefaults {
  private static final Map<String, Integer> PROBE =
      Map.of(
          "timeoutSeconds", 1, "periodSeconds", 10, "successThreshold", 1, "failureThreshold", 3);
  private static final int FILE_MODE = 420;

  private PodDefaults() {}

  static void complete(ObjectNode spec) {
    orElse(spec, "restartPolicy", "Always");
    orElse(spec, "dnsPolicy", "ClusterFirst");
    orElse(spec, "schedulerName", "default-scheduler");
    if (!spec.has("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", 30);
    }
    spec.withObject("/securityContext");
    for (String list : List.of("initContainers", "containers")) {
      spec.path(list).forEach(c -> container((ObjectNode) c));
    }
    spec.path("volumes").forEach(v -> volume((ObjectNode) v));
    String account = spec.path("serviceAccountName").asText("");
    if (!account.isEmpty()) {
      spec.put("serviceAccount", account);
    }
  }

  static void check(Write write, String path, JsonNode spec) {
    if (spec.path("containers").isEmpty()) {
      write.errors().add(FieldError.required(path + ".containers", ""));
    }
    int index = 0;
    for (JsonNode container : spec.path("containers")) {
      String at = path + ".containers[" + index++ + "]";
      for (String field : List.of("name", "image")) {
        if (container.path(field).asText("").isEmpty()) {
          write.errors().add(FieldError.required(at + "." + field, ""));
        }
      }
    }
  }

  private static void container(ObjectNode container) {
    orElse(container, "terminationMessagePath", "/dev/termination-log");
    orElse(container, "terminationMessagePolicy", "File");
    String image = container.path("image").asText("");
    boolean latest =
        image.endsWith(":latest") || !image.substring(image.lastIndexOf('/') + 1).contains(":");
    orElse(
        container, "imagePullPolicy", latest && !image.contains("@") ? "Always" : "IfNotPresent");
    container.withObject("/resources");
    container.path("ports").forEach(p -> orElse((ObjectNode) p, "protocol", "TCP"));
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(probe) instanceof ObjectNode written) {
        PROBE.forEach((field, value) -> orElse(written, field, value));
      }
    }
    for (JsonNode variable : container.path("env")) {
      if (variable.at("/valueFrom/fieldRef") instanceof ObjectNode reference) {
        orElse(reference, "apiVersion", "v1");
      }
    }
  }

  private static void volume(ObjectNode volume) {
    for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
      if (volume.get(source) instanceof ObjectNode files) {
        orElse(files, "defaultMode", FILE_MODE);
      }
    }
  }

  private static void orElse(ObjectNode object, String field, int value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  private static void orElse(ObjectNode object, String field, String value) {
    if (object.path(field).asText("").isEmpty()) {
      object.put(field, value);
    }
  }
}
