package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.rules.Write;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.Store;
import java.util.Set;

/** The admission plugin ResourceQuota, for the number of pods alone. */
final class PodQuota {
  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final GroupResource QUOTAS = new GroupResource("", "resourcequotas");
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private PodQuota() {}

  static void admit(Store store, Write write) {
    var target = write.target();
    if (!target.type().id().equals(PODS)) {
      return;
    }
    String namespace = Meta.of(write.object()).namespace();
    for (ObjectNode quota : store.list(QUOTAS, namespace)) {
      var hard = quota.at("/spec/hard/pods");
      long used =
          store.list(PODS, namespace).stream()
              .filter(pod -> !ENDED.contains(pod.at("/status/phase").asText()))
              .count();
      if (!hard.isMissingNode() && used + 1 > hard.asLong()) {
        throw ApiError.forbidden(
            target.type(),
            target.name(),
            "exceeded quota: %s, requested: pods=1, used: pods=%d, limited: pods=%d"
                .formatted(Meta.of(quota).name(), used, hard.asLong()));
      }
    }
  }
}
