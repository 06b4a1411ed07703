package dev.quorate.status;

import dev.quorate.model.Reason;
import dev.quorate.plan.Arithmetic;
import dev.quorate.plan.Plan.Stage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Is the ensemble what this generation of the specification says, and does all of it serve? The
 * planner's stage gives the reason; its word alone is not enough for a yes (O11).
 */
final class ReadyCondition {
  /** What stands in the way is more telling than that something is under way. */
  private static final Set<Reason> TELLING =
      Set.of(
          Reason.API_REFUSED,
          Reason.IMAGE_UNAVAILABLE,
          Reason.CRASH_LOOP,
          Reason.CANARY_REGRESSED,
          Reason.VOLUME_CANNOT_GROW,
          Reason.VOLUME_NEEDS_RESTART);

  private static final Set<Reason> UNDER_WAY =
      Set.of(
          Reason.FORMING,
          Reason.CREATING_ENSEMBLE,
          Reason.MEMBERS_NOT_READY,
          Reason.HEALING,
          Reason.REPAIRING_MEMBER,
          Reason.REPLACING_MEMBER,
          Reason.ADDING_MEMBER,
          Reason.REMOVING_MEMBER,
          Reason.RESTARTING_MEMBERS,
          Reason.MEMBERSHIP_DRIFT,
          Reason.GROWING_VOLUMES,
          Reason.REPLACING_STATEFULSET);

  private ReadyCondition() {}

  /** What other conditions have found. */
  record Findings(Judgement quorum, Judgement membership, Judgement upToDate, Judgement stalled) {}

  static Judgement judge(Situation situation, Findings findings) {
    return switch (situation.pass()) {
      case Pass.Refused refused ->
          Judgement.no(
              Reason.INVALID_SPEC,
              refused.verdict().message() + "; " + untouched(situation, findings));
      case Pass.Planned planned ->
          stage(planned.plan().stage(), findings.stalled())
              .or(() -> blocker(situation))
              .or(() -> unless(findings.quorum()))
              .or(() -> membersNotReady(situation))
              .or(() -> unless(findings.upToDate()))
              .or(() -> unless(findings.membership()))
              .orElseGet(
                  () -> Judgement.yes(Reason.ENSEMBLE_READY, planned.plan().stage().message()));
    };
  }

  private static String untouched(Situation situation, Findings findings) {
    return findings.quorum().holds()
        ? "the ensemble runs on unchanged: " + Arithmetic.of(situation.quorum())
        : "the ensemble is left alone: " + findings.quorum().message();
  }

  private static Optional<Judgement> stage(Stage stage, Judgement stalled) {
    if (UNDER_WAY.contains(stage.reason())
        && stalled.holds()
        && TELLING.contains(stalled.reason())) {
      String message =
          stage.message().contains(stalled.message())
              ? stage.message()
              : stalled.message() + "; " + stage.message();
      return Optional.of(Judgement.no(stalled.reason(), message));
    }
    return switch (stage.reason()) {
      case ENSEMBLE_READY -> Optional.empty();
      case QUORUM_UNKNOWN -> Optional.of(Judgement.unknown(stage.reason(), stage.message()));
      default -> Optional.of(Judgement.no(stage.reason(), stage.message()));
    };
  }

  /** A write that met newer facts comes again in the next pass; what is waited for says more. */
  private static Optional<Judgement> blocker(Situation situation) {
    return situation
        .blockers()
        .filter(b -> b.reason() != Reason.SITUATION_CHANGED)
        .findFirst()
        .map(b -> Judgement.no(b.reason(), b.message()));
  }

  private static Optional<Judgement> unless(Judgement finding) {
    return finding.holds() ? Optional.empty() : Optional.of(finding);
  }

  private static Optional<Judgement> membersNotReady(Situation situation) {
    String waiting =
        situation.voters().stream()
            .filter(id -> !situation.isReady(id))
            .map(id -> situation.name(id) + ": " + situation.awaited(id))
            .collect(Collectors.joining("; "));
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Judgement.no(
                Reason.MEMBERS_NOT_READY,
                "%s; waiting for %s".formatted(Arithmetic.of(situation.quorum()), waiting)));
  }
}
