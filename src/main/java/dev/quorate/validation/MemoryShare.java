package dev.quorate.validation;

import dev.quorate.api.PodSettingsSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * How heap and limits follow from one another. Without a limit, a member gets the operator's
 * default or what its heap or its request needs; without a heap, 60 % of the limit, the rest being
 * for metaspace, code, threads and buffers (hazard Z54).
 */
record MemoryShare(Subject subject) {
  private static final BigDecimal SHARE = new BigDecimal("0.6");
  private static final String MEMORY = "memory";
  private static final String CPU = "cpu";

  int heapMebibytes() {
    return Amount.of(subject.spec().jvm().heap())
        .map(Amount::mebibytes)
        .orElseGet(() -> Amount.mebibytes(limit(subject.spec().pod()).multiply(SHARE)));
  }

  /** Requests and limits with nothing left open that matters to a server. */
  ResourceRequirements resources(PodSettingsSpec pod) {
    var resources = new ResourceRequirementsBuilder(pod.resources());
    if (MemoryRules.limit(pod, MEMORY).isEmpty()) {
      var limit = new Quantity(Amount.mebibytes(limit(pod)) + "Mi");
      resources.addToLimits(MEMORY, limit);
      if (request(pod, MEMORY).isEmpty()) {
        resources.addToRequests(MEMORY, limit);
      }
    }
    if (MemoryRules.limit(pod, CPU).isEmpty() && request(pod, CPU).isEmpty()) {
      resources.addToRequests(CPU, new Quantity(subject.defaults().cpu()));
    }
    return resources.build();
  }

  private BigDecimal limit(PodSettingsSpec pod) {
    return MemoryRules.limit(pod, MEMORY)
        .orElseGet(() ->
            Amount.known(subject.defaults().memory())
                .max(request(pod, MEMORY).orElse(BigDecimal.ZERO))
                .max(neededByHeap()));
  }

  private BigDecimal neededByHeap() {
    return Amount.of(subject.spec().jvm().heap())
        .map(heap -> heap.divide(SHARE, 0, RoundingMode.UP).add(Amount.MEBIBYTE))
        .orElse(BigDecimal.ZERO);
  }

  private static Optional<BigDecimal> request(PodSettingsSpec pod, String resource) {
    Map<String, Quantity> requests = Absent.map(pod.resources().getRequests());
    return Amount.of(requests.get(resource));
  }
}
