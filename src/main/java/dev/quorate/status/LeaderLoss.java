package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.QuorumConfig;
import dev.quorate.plan.Action;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why does a member lead no more? What the operator itself does is noted when it is done; anything
 * else is read from what is left of the leader. What nothing tells of stays unknown.
 */
final class LeaderLoss {
  static final String RESTART = "restart by the operator";
  static final String REMOVAL = "taken out of the ensemble by the operator";
  static final String QUORUM_LOST = "quorum was lost";
  static final String FIRST = "first leader that was seen";
  private static final String LEFT = "leader left the ensemble";
  private static final String POD_DELETED = "leader's pod was deleted";
  private static final String POD_ENDED = "leader's pod ended";
  private static final String SILENT = "leader does not answer";
  static final String UNKNOWN = "unknown";

  private static final Set<String> PLANNED = Set.of(RESTART, REMOVAL);

  private LeaderLoss() {}

  /** Whether the operator did it. */
  static boolean isPlanned(String cause) {
    return cause != null && PLANNED.contains(cause);
  }

  /** What the pass did to the member of this name, so that it is about to lead no more. */
  static Optional<String> doneTo(String leader, Situation situation) {
    return situation.planned().stream()
        .flatMap(p -> p.outcomes().done().stream())
        .flatMap(action -> doneTo(leader, action, situation).stream())
        .findFirst();
  }

  private static Optional<String> doneTo(String leader, Action action, Situation situation) {
    return switch (action) {
      case Action.EvictPod evict when evict.pod().equals(leader) -> Optional.of(RESTART);
      case Action.Reconfigure change
          when change.change().leaving().stream().map(situation::name).anyMatch(leader::equals) ->
          Optional.of(REMOVAL);
      default -> Optional.empty();
    };
  }

  /**
   * @param since when it was seen to lead; empty when that is not known
   */
  static Optional<String> of(String leader, Optional<Instant> since, Situation situation) {
    return left(leader, situation)
        .or(() -> member(leader, situation).flatMap(m -> traces(m, since)));
  }

  private static Optional<String> left(String leader, Situation situation) {
    Optional<QuorumConfig> config = situation.quorum().config().ifKnown();
    return config
        .filter(c -> c.voters().stream().map(situation::name).noneMatch(leader::equals))
        .map(_ -> LEFT);
  }

  private static Optional<ObservedMember> member(String leader, Situation situation) {
    return situation.state().members().values().stream()
        .filter(m -> situation.name(m.id()).equals(leader))
        .findFirst();
  }

  private static Optional<String> traces(ObservedMember member, Optional<Instant> since) {
    return pod(member.pod(), since)
        .or(() -> member.pod().flatMap(pod -> process(pod, since)))
        .or(() -> silence(member.server()));
  }

  private static Optional<String> pod(Optional<PodFacts> pod, Optional<Instant> since) {
    if (pod.isEmpty()
        || pod.get().terminating()
        || since.filter(t -> !pod.get().created().isBefore(t)).isPresent()) {
      return Optional.of(POD_DELETED);
    }
    return pod.get().ended() ? Optional.of(POD_ENDED) : Optional.empty();
  }

  /** An end that is not known to be later than its beginning as a leader proves nothing. */
  private static Optional<String> process(PodFacts pod, Optional<Instant> since) {
    Optional<Exit> now =
        pod.container() instanceof ContainerState.Terminated(Exit exit)
            ? Optional.of(exit)
            : Optional.empty();
    return Stream.of(now, pod.lastExit())
        .flatMap(Optional::stream)
        .filter(exit -> exit.ended().isPresent() && since.isPresent())
        .filter(exit -> !exit.ended().get().isBefore(since.get()))
        .map(exit -> "process ended (exit code %d)".formatted(exit.code()))
        .findFirst();
  }

  private static Optional<String> silence(Probed<ServerFacts> server) {
    return server.ifKnown().isPresent() ? Optional.empty() : Optional.of(SILENT);
  }
}
