package dev.quorate.status;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.MemberHealth;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Does the ensemble stay as it is until a person does something? Only what has no chance to end by
 * itself counts, because GitOps tools call it a failure at once (kstatus). A pod without a node is
 * not stalled, an autoscaler may bring one; a crash is not stalled, a loop of crashes is; and so is
 * whatever has not come back within {@code spec.rollout.progressDeadlineSeconds}.
 */
final class StalledCondition {
  private static final Set<Reason> NEED_A_PERSON =
      Set.of(
          Reason.NAME_CONFLICT,
          Reason.API_REFUSED,
          Reason.VERSION_MISMATCH,
          Reason.CANARY_REGRESSED,
          Reason.FOREIGN_MEMBER,
          Reason.JOINING_TAKES_LONG,
          Reason.SUPERUSER_REFUSED,
          Reason.VOLUME_CANNOT_GROW,
          Reason.VOLUME_CHANGE_REFUSED,
          Reason.VOLUME_CLASS_DIFFERS,
          Reason.VOLUME_NEEDS_RESTART,
          Reason.POD_REFUSED,
          Reason.IMAGE_UNAVAILABLE);

  /** The kubelet's back-off has then grown to minutes: no start-up race explains that. */
  private static final int CRASHES = 5;

  private StalledCondition() {}

  static Judgement judge(Situation situation) {
    return switch (situation.pass()) {
      case Pass.Refused refused ->
          Judgement.yes(
              Reason.INVALID_SPEC,
              "%s; nothing is changed until the specification is put right"
                  .formatted(refused.verdict().message()));
      case Pass.Planned _ when situation.isPaused() -> Judgement.asExpected();
      case Pass.Planned planned ->
          blocked(situation)
              .or(() -> isActedOn(planned) ? Optional.empty() : crashing(situation))
              .or(() -> overdue(situation, planned))
              .orElseGet(Judgement::asExpected);
    };
  }

  private static Optional<Judgement> blocked(Situation situation) {
    return situation
        .blockers()
        .filter(b -> NEED_A_PERSON.contains(b.reason()))
        .findFirst()
        .map(b -> Judgement.yes(b.reason(), b.sentence()));
  }

  private static boolean isActedOn(Pass.Planned planned) {
    return planned.plan().actions().stream().anyMatch(Action::isDisruptive);
  }

  private static Optional<Judgement> overdue(Situation situation, Pass.Planned planned) {
    int deadline = planned.verdict().ensemble().rollout().progressDeadlineSeconds();
    Instant latest = situation.state().now().minusSeconds(deadline);
    return situation.health().values().stream()
        .filter(h -> !h.isSynced())
        .filter(h ->
            situation.pod(h.id()).filter(p -> !p.ready() && since(p).isBefore(latest)).isPresent())
        .map(h ->
            Judgement.yes(
                Reason.PROGRESS_DEADLINE_EXCEEDED,
                "%s has not come back within the %d s of spec.rollout.progressDeadlineSeconds: %s"
                    .formatted(situation.name(h.id()), deadline, h.message())))
        .findFirst();
  }

  private static Instant since(PodFacts pod) {
    return pod.unreadySince().orElse(pod.created());
  }

  private static Optional<Judgement> crashing(Situation situation) {
    return situation.health().values().stream()
        .filter(h -> h.reason() == Reason.CRASH_LOOP || h.reason() == Reason.POD_STARTING)
        .flatMap(h -> situation.pod(h.id()).flatMap(p -> crashing(situation, h, p)).stream())
        .findFirst();
  }

  private static Optional<Judgement> crashing(
      Situation situation, MemberHealth health, PodFacts pod) {
    String name = situation.name(health.id());
    if (pod.container() instanceof ContainerState.Waiting(String reason, String message)
        && reason.equals("CreateContainerConfigError")) {
      return Optional.of(Judgement.yes(Reason.CRASH_LOOP, name + ": " + message));
    }
    return pod.lastExit()
        .filter(_ -> pod.restarts() >= CRASHES && !pod.ready())
        .map(Exit::code)
        .map(code ->
            Judgement.yes(
                Reason.CRASH_LOOP,
                "%s ends again and again, the last time with exit code %d".formatted(name, code)));
  }
}
