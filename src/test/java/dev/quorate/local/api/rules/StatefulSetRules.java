package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.request.LabelSelector;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.List;

/** StatefulSets: defaults, and which parts of the spec may change. */
final class StatefulSetRules implements TypeRules {
  private static final List<String> MUTABLE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");
  private static final int HISTORY = 10;

  @Override
  public void complete(Write write) {
    ObjectNode spec = write.object().withObject("/spec");
    orElse(spec, "podManagementPolicy", "OrderedReady");
    if (!spec.has("replicas")) {
      spec.put("replicas", 1);
    }
    if (!spec.has("revisionHistoryLimit")) {
      spec.put("revisionHistoryLimit", HISTORY);
    }
    ObjectNode strategy = spec.withObject("/updateStrategy");
    orElse(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")
        && !strategy.at("/rollingUpdate").has("partition")) {
      strategy.withObject("/rollingUpdate").put("partition", 0);
    }
    ObjectNode retention = spec.withObject("/persistentVolumeClaimRetentionPolicy");
    orElse(retention, "whenDeleted", "Retain");
    orElse(retention, "whenScaled", "Retain");
    PodDefaults.complete(spec.withObject("/template/spec"));
    for (JsonNode claim : spec.path("volumeClaimTemplates")) {
      ((ObjectNode) claim).put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
      orElse(((ObjectNode) claim).withObject("/spec"), "volumeMode", "Filesystem");
      orElse(((ObjectNode) claim).withObject("/status"), "phase", "Pending");
    }
  }

  @Override
  public void check(Write write) {
    JsonNode spec = write.object().path("spec");
    if (spec.path("selector").isEmpty()) {
      write.errors().add(FieldError.required("spec.selector", ""));
      return;
    }
    ObjectNode template = (ObjectNode) spec.path("template");
    if (!LabelSelector.of(spec.path("selector")).test(Meta.of(template).labels())) {
      write
          .errors()
          .add(
              FieldError.invalid(
                  "spec.template.metadata.labels",
                  Rules.shown(template.at("/metadata/labels")),
                  "`selector` does not match template `labels`"));
    }
    PodDefaults.check(write, "spec.template.spec", template.path("spec"));
    write.live().ifPresent(live -> unchanged(write, live.path("spec"), spec));
  }

  private static void unchanged(Write write, JsonNode before, JsonNode after) {
    ObjectNode a = before.deepCopy();
    ObjectNode b = after.deepCopy();
    a.remove(MUTABLE);
    b.remove(MUTABLE);
    if (!Json.same(a, b)) {
      write
          .errors()
          .add(
              FieldError.forbidden(
                  "spec",
                  "updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                      + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                      + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are"
                      + " forbidden"));
    }
  }

  private static void orElse(ObjectNode object, String field, String value) {
    if (object.path(field).asText("").isEmpty()) {
      object.put(field, value);
    }
  }
}
