package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/** Claims: once there, only the requested size of a bound one may change, and only grow. */
final class ClaimRules implements TypeRules {

  @Override
  public void complete(Write write) {
    ObjectNode spec = write.object().withObject("/spec");
    if (!spec.has("volumeMode")) {
      spec.put("volumeMode", "Filesystem");
    }
  }

  @Override
  public void check(Write write) {
    JsonNode spec = write.object().path("spec");
    if (spec.path("accessModes").isEmpty()) {
      write
          .errors()
          .add(FieldError.required("spec.accessModes", "at least 1 access mode is required"));
    }
    if (spec.at("/resources/requests/storage").isMissingNode()) {
      write.errors().add(FieldError.required("spec.resources[storage]", ""));
    }
    write.live().ifPresent(live -> unchanged(write, live, spec));
  }

  private static void unchanged(Write write, ObjectNode live, JsonNode after) {
    ObjectNode a = live.path("spec").deepCopy();
    ObjectNode b = after.deepCopy();
    boolean bound = live.at("/status/phase").asText().equals("Bound");
    BigDecimal size = size(live.path("status").path("capacity"));
    BigDecimal before = size(a.at("/resources/requests"));
    BigDecimal wanted = size(b.at("/resources/requests"));
    if (bound) {
      a.withObject("/resources").remove("requests");
      b.withObject("/resources").remove("requests");
    } else if (a.path("volumeName").asText("").isEmpty()) {
      // the binder chooses the volume, and a class for those that named none
      b.remove("volumeName");
      if (!a.has("storageClassName")) {
        b.remove("storageClassName");
      }
    }
    if (!Json.same(a, b)) {
      write
          .errors()
          .add(
              FieldError.forbidden(
                  "spec",
                  "spec is immutable after creation except resources.requests and"
                      + " volumeAttributesClassName for bound claims"));
    }
    if (bound && wanted.compareTo(before) < 0 && wanted.compareTo(size) < 0) {
      write
          .errors()
          .add(
              FieldError.forbidden(
                  "spec.resources.requests.storage", "field can not be less than status.capacity"));
    }
  }

  private static BigDecimal size(JsonNode resources) {
    String text = resources.path("storage").asText("");
    return text.isEmpty() ? BigDecimal.ZERO : Quantity.parse(text).getNumericalAmount();
  }
}
