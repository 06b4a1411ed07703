package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.rules.Write;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.Store;
import java.util.Set;

/** The admission plugin ResourceQuota, for the numbers of pods and of claims alone. */
final class CountQuota {
  private static final Set<GroupResource> COUNTED =
      Set.of(new GroupResource("", "pods"), new GroupResource("", "persistentvolumeclaims"));
  private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private CountQuota() {}

  static void admit(Store store, Write write) {
    var target = write.target();
    var counted = target.type().id();
    if (!COUNTED.contains(counted)) {
      return;
    }
    String name = counted.qualified();
    String namespace = Meta.of(write.object()).namespace();
    for (ObjectNode quota : store.list(QUOTAS, namespace)) {
      var hard = quota.at("/spec/hard/" + name);
      long used =
          store.list(counted, namespace).stream()
              .filter(object -> !ENDED.contains(object.at("/status/phase").asText()))
              .count();
      if (!hard.isMissingNode() && used + 1 > hard.asLong()) {
        throw ApiError.forbidden(
            target.type(),
            target.name(),
            "exceeded quota: %s, requested: %s=1, used: %s=%d, limited: %s=%d"
                .formatted(Meta.of(quota).name(), name, name, used, name, hard.asLong()));
      }
    }
  }
}
