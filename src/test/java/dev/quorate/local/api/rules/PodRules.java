package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import java.util.List;

/** Pods: once there, hardly anything of the spec may change. */
final class PodRules implements TypeRules {
  private static final List<String> PRIVATE =
      List.of("activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds");

  @Override
  public void complete(Write write) {
    PodDefaults.complete(write.object().withObject("/spec"));
  }

  @Override
  public void allocate(Write write) {
    if (write.live().isEmpty()) {
      String quality = qualityOf(write.object().at("/spec/containers"));
      write.object().withObject("/status").put("qosClass", quality);
    }
  }

  @Override
  public void check(Write write) {
    JsonNode spec = write.object().path("spec");
    PodDefaults.check(write, "spec", spec);
    if (!write.target().is("binding") && !write.target().is("status")) {
      write.live().ifPresent(live -> unchanged(write, live.path("spec"), spec));
    }
  }

  private static void unchanged(Write write, JsonNode before, JsonNode after) {
    if (!Json.same(comparable(before), comparable(after))) {
      write
          .errors()
          .add(
              FieldError.forbidden(
                  "spec",
                  "pod updates may not change fields other than `spec.containers[*].image`,"
                      + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                      + "`spec.tolerations` (only additions to existing tolerations),"
                      + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                      + " previously negative)"));
    }
  }

  private static JsonNode comparable(JsonNode spec) {
    ObjectNode comparable = spec.deepCopy();
    comparable.remove(PRIVATE);
    for (String list : List.of("containers", "initContainers")) {
      comparable.path(list).forEach(c -> ((ObjectNode) c).remove("image"));
    }
    return comparable;
  }

  private static String qualityOf(JsonNode containers) {
    boolean some = false;
    boolean all = true;
    for (JsonNode container : containers) {
      JsonNode limits = container.at("/resources/limits");
      JsonNode requests = container.at("/resources/requests");
      some |= !limits.isEmpty() || !requests.isEmpty();
      boolean complete = limits.has("cpu") && limits.has("memory");
      all &= complete && (requests.isEmpty() || Json.same(limits, requests));
    }
    return !some ? "BestEffort" : all ? "Guaranteed" : "Burstable";
  }
}
