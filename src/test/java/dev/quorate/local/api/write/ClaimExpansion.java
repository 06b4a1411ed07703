package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.rules.Write;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/** The admission plugin PersistentVolumeClaimResize: a claim grows only where its class lets it. */
final class ClaimExpansion {
  private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
  private static final GroupResource CLASSES =
      new GroupResource("storage.k8s.io", "storageclasses");

  private ClaimExpansion() {}

  static void admit(Store store, Write write) {
    var target = write.target();
    if (!target.type().id().equals(CLAIMS) || !target.subresource().isEmpty()) {
      return;
    }
    ObjectNode live = write.live().orElseThrow();
    if (requested(write.object()).compareTo(requested(live)) <= 0) {
      return;
    }
    if (!live.at("/status/phase").asText().equals("Bound")) {
      throw ApiError.forbidden(
          target.type(), target.name(), "Only bound persistent volume claims can be expanded");
    }
    var name = live.at("/spec/storageClassName").asText();
    boolean allowed =
        store
            .find(new ResourceId(CLASSES, "", name))
            .map(c -> c.path("allowVolumeExpansion").asBoolean())
            .orElse(false);
    if (!allowed) {
      throw ApiError.forbidden(
          target.type(),
          target.name(),
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private static BigDecimal requested(JsonNode claim) {
    var text = claim.at("/spec/resources/requests/storage").asText("0");
    return Quantity.parse(text).getNumericalAmount();
  }
}
