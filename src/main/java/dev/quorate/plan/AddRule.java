package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Is there a wanted member that is not listed yet? It joins in three steps (I4): its pod is made,
 * it copies the leader's data without a vote, and only then is it listed. One at a time, voters
 * first, and the next one only when all voters are synced again (hazards Z6 to Z9).
 */
final class AddRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return RoleChange.joiner(input.committed(), input.ensemble())
        .map(joiner -> admit(input, joiner))
        .orElse(Verdict.pass());
  }

  private static Verdict admit(PlanInput input, MemberId joiner) {
    if (input.state().quorum().foreign().contains(joiner)) {
      return waitForId(input, joiner, joiner);
    }
    if (input.committed().server(joiner).isPresent()) {
      return takeOutFirst(input, joiner);
    }
    if (SetSize.mayJoin(input.state(), joiner)) {
      return promote(input, joiner);
    }
    int live = SetSize.live(joiner.role(), input.state());
    if (live > joiner.ordinal()) {
      return waitFor(input, joiner);
    }
    return idTaken(input, joiner, live).orElseGet(() -> makePod(input, joiner));
  }

  /** A pod with the id of a server that is not ours would pass for that server. */
  private static Optional<Verdict> idTaken(PlanInput input, MemberId joiner, int live) {
    return MemberId.between(joiner.role(), live, joiner.ordinal() + 1).stream()
        .filter(input.state().quorum().foreign()::contains)
        .findFirst()
        .map(taken -> waitForId(input, joiner, taken));
  }

  private static Verdict waitForId(PlanInput input, MemberId joiner, MemberId taken) {
    String what =
        "%s cannot join while its id is taken: %s"
            .formatted(
                input.name(taken),
                Drift.advice(
                    input.committed().server(taken).orElseThrow(), input.ensemble().names()));
    return new Verdict.Wait(
        stage(input, joiner, what),
        List.of(Blocker.of(Reason.FOREIGN_MEMBER, input.name(taken), what)));
  }

  /** Of an observer of ours that somebody has made a voter. */
  static Optional<Verdict> takeBackVote(PlanInput input, MemberId voter) {
    return RoleChange.of(Role.OBSERVER, input.committed(), input.ensemble())
            .missing()
            .contains(voter)
        ? Optional.of(takeOutFirst(input, voter))
        : Optional.empty();
  }

  /**
   * An observer does not acknowledge proposals, so it cannot become a voter at once (Z14); and a
   * voter that becomes an observer is one voter less. Nobody but an intruder gives a member another
   * role, so this heals.
   */
  private static Verdict takeOutFirst(PlanInput input, MemberId joiner) {
    String what =
        "%s is listed in another role: it is taken out before it joins as %s"
            .formatted(input.name(joiner), joiner.role().keyword());
    return new Verdict.Act(stage(input, joiner, what), Departure.of(input, joiner, what));
  }

  private static Verdict promote(PlanInput input, MemberId joiner) {
    String what =
        "%s has the leader's data and joins as %s"
            .formatted(input.name(joiner), joiner.role().keyword());
    var line = input.ensemble().names().serverLine(joiner, joiner.role());
    return new Verdict.Act(
        stage(input, joiner, what),
        new Action.Reconfigure(
            joiner, MembershipChange.join(line), input.committed(), Contacts.of(input), what));
  }

  private static Verdict makePod(PlanInput input, MemberId joiner) {
    if (input.state().member(joiner).claim().map(ClaimFacts::going).orElse(false)) {
      String what =
          "the volume that %s had before is being deleted; waiting until it is gone"
              .formatted(input.name(joiner));
      return new Verdict.Wait(
          stage(input, joiner, what),
          List.of(Blocker.of(Reason.ADDING_MEMBER, input.name(joiner), what)));
    }
    String what = input.name(joiner) + " is made, and joins without a vote";
    return new Verdict.Begin(
        stage(input, joiner, what),
        new Action.AddPod(
            joiner, SetSize.resized(joiner.role(), input, joiner.ordinal() + 1), what));
  }

  private static Verdict waitFor(PlanInput input, MemberId joiner) {
    var broken = BrokenPods.firstToReplace(input);
    if (broken.isPresent()) {
      return new Verdict.Act(stage(input, joiner, "replacing a pod that never ran"), broken.get());
    }
    var health = HealthCheck.of(input.state().member(joiner), input.state());
    String what =
        "%s joins when it has the leader's data: %s"
            .formatted(input.name(joiner), health.message());
    boolean late = isLate(input, joiner);
    String message = late ? what + "; " + tooLate(input, joiner) : what;
    boolean refused = health.reason() == Reason.POD_REFUSED;
    var waits = refused ? Reason.POD_REFUSED : Reason.ADDING_MEMBER;
    var reason = late ? Reason.JOINING_TAKES_LONG : waits;
    return new Verdict.Wait(
        stage(input, joiner, message), List.of(Blocker.of(reason, input.name(joiner), message)));
  }

  private static boolean isLate(PlanInput input, MemberId joiner) {
    return input
        .state()
        .member(joiner)
        .pod()
        .map(PodFacts::created)
        .map(created -> created.plus(deadline(input)).isBefore(input.state().now()))
        .orElse(false);
  }

  private static Duration deadline(PlanInput input) {
    return Duration.ofSeconds(input.ensemble().rollout().progressDeadlineSeconds());
  }

  private static String tooLate(PlanInput input, MemberId joiner) {
    return "it has had more than the %d s of spec.rollout.progressDeadlineSeconds; to give it up, set"
            .formatted(deadline(input).toSeconds())
        + " %s back to %d"
            .formatted(field(joiner), input.committed().members(joiner.role()).size());
  }

  private static String field(MemberId joiner) {
    return joiner.role() == Role.VOTER ? "spec.replicas" : "spec.observers.replicas";
  }

  private static Stage stage(PlanInput input, MemberId joiner, String what) {
    return new Stage(
        Reason.ADDING_MEMBER,
        "%s; %s; %s"
            .formatted(
                what,
                Arithmetic.ofChange(input, joiner.role()),
                Arithmetic.of(input.state().quorum())));
  }
}
