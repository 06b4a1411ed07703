package dev.quorate.metrics;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.plan.Blocker;
import dev.quorate.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers of one cluster after one look at it. What is unknown has no number. */
final class ClusterSamples {
  /** Members with numbers of their own, voters first, as far as there is room for them. */
  static final int MEMBERS = 10;

  /** How many numbers a member has. */
  static final int PER_MEMBER = 4;

  private ClusterSamples() {}

  static List<Sample> of(Names names, ObservedState state, Plan plan) {
    return of(
        names,
        state,
        plan.stage().reason() == Reason.ENSEMBLE_READY,
        plan.blockers().stream().map(Blocker::reason));
  }

  static List<Sample> ofRefused(Names names, ObservedState state) {
    return of(names, state, false, Stream.of(Reason.INVALID_SPEC));
  }

  private static List<Sample> of(
      Names names, ObservedState state, boolean ready, Stream<Reason> blockers) {
    return Stream.of(
            Stream.of(Sample.of(Metric.CLUSTER_READY, ready)),
            quorum(state.quorum()),
            blockers.distinct().map(reason -> new Sample(Metric.CLUSTER_BLOCKED, reason.text(), 1)),
            state.members().values().stream().limit(MEMBERS).flatMap(m -> member(names, m)))
        .flatMap(samples -> samples)
        .toList();
  }

  private static Stream<Sample> quorum(QuorumView quorum) {
    var seen =
        Stream.of(
            Sample.of(Metric.CLUSTER_QUORUM_AVAILABLE, quorum.isAvailable()),
            Sample.of(Metric.CLUSTER_SYNCED_VOTERS, quorum.synced().size()),
            Sample.of(Metric.CLUSTER_MAY_LOSE, quorum.mayLose()));
    return switch (quorum.config()) {
      case Probed.Known<QuorumConfig>(QuorumConfig config) ->
          Stream.concat(seen, Stream.of(Sample.of(Metric.CLUSTER_VOTERS, config.voters().size())));
      case Probed.Unknown<QuorumConfig> _ -> seen;
    };
  }

  private static Stream<Sample> member(Names names, ObservedMember member) {
    Optional<Vitals> vitals = member.serving().flatMap(s -> s.vitals().ifKnown());
    var pod = names.pod(member.id());
    return vitals.stream()
        .flatMap(v ->
            Stream.of(
                new Sample(Metric.MEMBER_LATENCY, pod, v.averageLatency() / 1000),
                new Sample(Metric.MEMBER_CONNECTIONS, pod, v.connections()),
                new Sample(Metric.MEMBER_OUTSTANDING, pod, v.outstandingRequests()),
                new Sample(Metric.MEMBER_ZNODES, pod, v.znodes())));
  }
}
