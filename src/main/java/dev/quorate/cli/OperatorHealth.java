package dev.quorate.cli;

import dev.quorate.api.Condition;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.Probed;
import dev.quorate.status.ConditionType;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Does the operator answer? Status is written only when it changes, so its age says nothing: what
 * tells is a specification that it has not seen, a cluster that it never looked at, and a lease
 * that nobody renews.
 *
 * @param troubles because of which status must not be trusted
 * @param notes what could not be found out
 */
record OperatorHealth(List<String> troubles, List<String> notes) {
  /** As long as a busy operator may take until it has looked at a change. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What is known of it.
   *
   * @param lease empty when there is none
   */
  static OperatorHealth of(ClusterFacts facts, Probed<Optional<LeaseSeen>> lease) {
    List<String> troubles = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    specification(facts).ifPresent(troubles::add);
    switch (lease) {
      case Probed.Unknown<Optional<LeaseSeen>>(String why) -> notes.add(why);
      case Probed.Known<Optional<LeaseSeen>>(Optional<LeaseSeen> seen) ->
          seen.ifPresentOrElse(
              l -> holder(l, facts.now()).ifPresent(troubles::add), () -> notes.add(noLease()));
    }
    return new OperatorHealth(List.copyOf(troubles), List.copyOf(notes));
  }

  private static String noLease() {
    return "There is no lease of an operator to look at, so nothing is known of whether one runs;"
        + " --operator-namespace and --lease say where it is.";
  }

  private static Optional<String> holder(LeaseSeen lease, Instant now) {
    if (lease.isHeld(now)) {
      return Optional.empty();
    }
    String since =
        lease.holder().isEmpty() || lease.renewed().isEmpty()
            ? "was given back"
            : "ran out %s ago, last held by %s"
                .formatted(Amounts.length(lease.vacantFor(now)), lease.holder().get());
    return Optional.of(
        "No operator acts: its lease in %s %s. What stands in status is old. Next: kubectl get pods -n %s"
            .formatted(lease.namespace(), since, lease.namespace()));
  }

  private static Optional<String> specification(ClusterFacts facts) {
    Long wanted = facts.resource().getMetadata().getGeneration();
    Long seen = facts.status().map(ZookeeperClusterStatus::observedGeneration).orElse(null);
    boolean isBehind = seen == null || (wanted != null && seen < wanted);
    if (!isBehind || isFresh(facts)) {
      return Optional.empty();
    }
    return Optional.of(
        seen == null
            ? "The operator has never looked at this cluster: none runs, or none that watches this namespace."
            : "The operator has not looked at the latest change: status is about generation %d, the specification is generation %d."
                .formatted(seen, wanted));
  }

  /** It was written just now. */
  private static boolean isFresh(ClusterFacts facts) {
    var fields = facts.resource().getMetadata().getManagedFields();
    var written =
        Optional.ofNullable(fields).orElse(List.of()).stream()
            .filter(f -> f.getSubresource() == null || f.getSubresource().isEmpty())
            .map(ManagedFieldsEntry::getTime)
            .filter(Objects::nonNull)
            .max(String::compareTo)
            .orElse(facts.resource().getMetadata().getCreationTimestamp());
    return written != null && Instant.parse(written).plus(PATIENCE).isAfter(facts.now());
  }

  /** Why nothing is known of what is wrong; empty when somebody has looked. */
  static Optional<String> notExamined(ClusterFacts facts) {
    var clear = facts.condition(ConditionType.DIAGNOSIS_CLEAR.text());
    return clear.isEmpty()
        ? Optional.of("the operator has not said anything about it")
        : clear.filter(c -> "Unknown".equals(c.status())).map(Condition::message);
  }
}
