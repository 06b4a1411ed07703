package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What stands against the restart of a member? Questions in this order; the first that objects
 * tells why nothing happens.
 */
final class RollGate {
  private static final List<BiFunction<PlanInput, MemberId, Optional<Blocker>>> QUESTIONS =
      List.of(
          (input, _) -> everyVoterIsSynced(input),
          RollGate::everyVoterTakesClients,
          (input, _) -> everyObserverIsBack(input),
          (input, _) -> ClientsSettled.blocker(input),
          Canary::blocker);

  private RollGate() {}

  /**
   * @param next who is to be restarted; one that serves nobody is not waited for on its own account
   */
  static List<Blocker> blockers(PlanInput input, MemberId next) {
    if (next.role() == Role.OBSERVER && !input.health().get(next).isSynced()) {
      return everyVoterIsSynced(input).or(() -> isGoing(input, next)).stream().toList();
    }
    return QUESTIONS.stream()
        .flatMap(question -> question.apply(input, next).stream())
        .limit(1)
        .toList();
  }

  /** What was wrong with its template may be what keeps it from being ready. */
  static boolean neverTookClients(ObservedMember member) {
    return member.pod().filter(pod -> !pod.ready() && !pod.served()).isPresent();
  }

  /** Who is restarted already is not evicted again. */
  private static Optional<Blocker> isGoing(PlanInput input, MemberId next) {
    return input
        .state()
        .member(next)
        .pod()
        .filter(PodFacts::terminating)
        .map(_ -> input.health().get(next))
        .map(h -> Blocker.of(h.reason(), input.name(next), h.message()));
  }

  /** I1; an earlier rule names whoever of ours is away. */
  private static Optional<Blocker> everyVoterIsSynced(PlanInput input) {
    return input.state().quorum().isWhole()
        ? Optional.empty()
        : Optional.of(Blocker.of(Reason.VOTER_NOT_SYNCED, Arithmetic.of(input.state().quorum())));
  }

  /** The disruption budget counts pods that are ready, and so do clients that use the Service. */
  private static Optional<Blocker> everyVoterTakesClients(PlanInput input, MemberId next) {
    return ours(input, Role.VOTER)
        .filter(m -> !m.id().equals(next) || !neverTookClients(m))
        .filter(m -> !m.pod().map(PodFacts::ready).orElse(false))
        .findFirst()
        .map(m ->
            Blocker.of(
                Reason.MEMBERS_NOT_READY,
                input.name(m.id()),
                "it is synced, but its pod is not ready yet"));
  }

  /** One that was restarted and does not come back ends the roll before any voter is touched. */
  private static Optional<Blocker> everyObserverIsBack(PlanInput input) {
    return ours(input, Role.OBSERVER)
        .map(m -> input.health().get(m.id()))
        .filter(h -> h != null && !h.isSynced())
        .findFirst()
        .map(h -> Blocker.of(h.reason(), input.name(h.id()), h.message()));
  }

  private static Stream<ObservedMember> ours(PlanInput input, Role role) {
    return input.committed().members(role).stream()
        .filter(id -> !input.state().quorum().foreign().contains(id))
        .map(input.state()::member);
  }
}
