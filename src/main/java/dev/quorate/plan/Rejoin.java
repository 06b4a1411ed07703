package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.RepairMark;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Plan.Stage;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Is a member taken out of the configuration, to come back with other data? Only while every other
 * voter is synced: then the ensemble has all data without this one, and can bear the loss of no
 * fewer (I1, I3).
 */
final class Rejoin {
  private Rejoin() {}

  /** Whether the pod that a member has now is to go before it joins again. */
  static boolean isGoing(ObservedMember member) {
    return member.pod().map(p -> p.asked().replace()).orElse(false) || isMarked(member);
  }

  /** Whether the repair of exactly this pod's data has been begun. */
  static boolean isMarked(ObservedMember member) {
    var marked = member.claim().flatMap(ClaimFacts::repair).map(RepairMark::pod);
    return marked.isPresent() && marked.equals(member.pod().map(PodFacts::uid));
  }

  /**
   * The first member whose pod stays, and that others can do without, for which there is a step.
   */
  static Verdict first(PlanInput input, Function<ObservedMember, Optional<Verdict>> step) {
    return input.state().members().values().stream()
        .filter(m -> input.ensemble().wanted(m.id().role()).contains(m.id()))
        .filter(m -> !input.state().quorum().foreign().contains(m.id()))
        .filter(m -> m.pod().filter(pod -> !pod.terminating()).isPresent())
        .filter(m -> othersAreSynced(input, m.id()))
        .flatMap(m -> step.apply(m).stream())
        .findFirst()
        .orElse(Verdict.pass());
  }

  private static boolean othersAreSynced(PlanInput input, MemberId id) {
    SortedSet<MemberId> others = new TreeSet<>(input.committed().voters());
    others.remove(id);
    return input.state().quorum().synced().containsAll(others)
        && others.stream()
            .filter(other -> !input.state().quorum().foreign().contains(other))
            .allMatch(other -> input.health().get(other).isSynced());
  }

  static boolean isListed(PlanInput input, ObservedMember member) {
    return input.committed().server(member.id()).isPresent();
  }

  static Verdict.Act leave(PlanInput input, ObservedMember member, Reason reason, String why) {
    String what = "%s leaves for now: %s".formatted(input.name(member.id()), why);
    return act(input, reason, what, Departure.of(input, member.id(), what));
  }

  static Verdict.Act act(PlanInput input, Reason reason, String what, Action action) {
    return new Verdict.Act(stage(input, reason, what), action);
  }

  static Verdict wait(PlanInput input, Reason reason, String name, String why) {
    return new Verdict.Wait(stage(input, reason, why), List.of(Blocker.of(reason, name, why)));
  }

  private static Stage stage(PlanInput input, Reason reason, String what) {
    return new Stage(reason, what + "; " + Arithmetic.of(input.state().quorum()));
  }
}
