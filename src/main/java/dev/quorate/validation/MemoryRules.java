package dev.quorate.validation;

import dev.quorate.api.PodSettingsSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Whether heap, limit and request fit into one another (hazards G45, Z54). */
final class MemoryRules {
  private static final BigDecimal SMALLEST_HEAP = Amount.known("48Mi");
  private static final BigDecimal LARGEST_HEAP = Amount.known("1Ti");
  private static final BigDecimal SMALLEST_LIMIT = Amount.known("128Mi");
  private static final BigDecimal LITTLE_CPU = Amount.known("50m");
  private static final BigDecimal MOST_OF_IT = new BigDecimal("0.8");
  private static final int LONGEST = 20;

  private MemoryRules() {}

  static void heapIsAQuantity(Subject subject, Findings findings) {
    String heap = subject.spec().jvm().heap();
    if (heap == null) {
      return;
    }
    boolean fits =
        heap.length() <= LONGEST
            && Amount.of(heap)
                .filter(h -> h.compareTo(SMALLEST_HEAP) >= 0 && h.compareTo(LARGEST_HEAP) <= 0)
                .isPresent();
    if (!fits) {
      findings.refuse(
          "spec.jvm.heap",
          Quoted.of(heap) + " is not a quantity between 48Mi and 1Ti",
          "write for example 512Mi, or leave it out for 60 % of the memory limit");
    }
  }

  static void quantitiesAreReadable(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) -> {
          unreadable(field + ".resources.limits", pod.resources().getLimits(), findings);
          unreadable(field + ".resources.requests", pod.resources().getRequests(), findings);
        });
  }

  static void limitIsEnoughForAServer(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) -> {
          limit(pod, "memory")
              .filter(limit -> limit.compareTo(SMALLEST_LIMIT) < 0)
              .ifPresent(_ ->
                  findings.refuse(
                      field + ".resources.limits.memory",
                      "is less than 128Mi, with which no server starts",
                      "write for example 1Gi"));
          limit(pod, "cpu")
              .filter(limit -> limit.compareTo(LITTLE_CPU) < 0)
              .ifPresent(_ ->
                  findings.warn(
                      field + ".resources.limits.cpu",
                      "less than 50m is too little to answer heartbeats in time"));
        });
  }

  static void heapFitsIntoTheLimit(Subject subject, Findings findings) {
    Optional<BigDecimal> heap = Amount.of(subject.spec().jvm().heap());
    each(
        subject,
        (field, pod) -> {
          Optional<BigDecimal> limit = limit(pod, "memory");
          if (heap.isEmpty() || limit.isEmpty()) {
            return;
          }
          if (heap.get().compareTo(limit.get()) >= 0) {
            findings.refuse(
                "spec.jvm.heap",
                Quoted.of(subject.spec().jvm().heap())
                    + " does not fit into the memory limit in "
                    + field
                    + ".resources",
                "write at most 60 % of the limit, or raise the limit");
          } else if (heap.get().compareTo(limit.get().multiply(MOST_OF_IT)) > 0) {
            findings.warn(
                "spec.jvm.heap",
                "is more than 80 % of the memory limit in "
                    + field
                    + ".resources; the server needs memory besides the heap and may be killed");
          }
        });
  }

  static void requestsFitIntoLimits(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) ->
            Absent.map(pod.resources().getRequests())
                .forEach((resource, request) -> {
                  var limit = limit(pod, resource);
                  var asked = Amount.of(request);
                  if (limit.isPresent()
                      && asked.isPresent()
                      && asked.get().compareTo(limit.get()) > 0) {
                    findings.refuse(
                        field + ".resources.requests." + Quoted.step(resource),
                        Quoted.of(request) + " is more than the limit",
                        "write at most the limit");
                  }
                }));
  }

  static Optional<BigDecimal> limit(PodSettingsSpec pod, String resource) {
    return Amount.of(Absent.map(pod.resources().getLimits()).get(resource));
  }

  private static void unreadable(
      String field, Map<String, Quantity> quantities, Findings findings) {
    Absent.map(quantities)
        .forEach((resource, quantity) -> {
          if (Amount.of(quantity).filter(q -> q.signum() >= 0).isEmpty()) {
            findings.refuse(
                field + "." + Quoted.step(resource),
                Quoted.of(quantity) + " is not a quantity",
                "write for example 500m for cpu, 1Gi for memory");
          }
        });
  }

  private static void each(Subject subject, BiConsumer<String, PodSettingsSpec> question) {
    question.accept("spec.pod", subject.spec().pod());
    if (subject.spec().observers().pod() != null) {
      question.accept("spec.observers.pod", subject.spec().observers().pod());
    }
  }
}
