package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Does every listed member run what it should? If not, one of them is restarted: observers first,
 * then followers, the leader last, so that a roll costs one election (I6). Which one is next is
 * read from the pods each time, so a roll can be overtaken by another at any point (I9).
 */
final class RollRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    var mismatches = VersionMismatch.blockers(input);
    var outdated = inOrder(input);
    if (outdated.isEmpty() || !mismatches.isEmpty()) {
      return Verdict.unless(mismatches);
    }
    return isJoining(input) || hasNoMargin(input) ? Verdict.pass() : roll(input, outdated);
  }

  /** Who is still to be restarted, in this order; who serves nobody anyway comes first. */
  private static List<MemberId> inOrder(PlanInput input) {
    var leader = input.state().quorum().leading();
    return input.state().members().values().stream()
        .filter(member -> input.committed().server(member.id()).isPresent())
        .filter(member -> renewal(input, member).isPresent())
        .map(ObservedMember::id)
        .sorted(
            Comparator.comparing((MemberId id) -> id.role() == Role.VOTER)
                .thenComparing(id -> input.health().get(id).isSynced())
                .thenComparing(id -> !RollGate.neverTookClients(input.state().member(id)))
                .thenComparing(id -> leader.equals(Optional.of(id)))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static Optional<Renewal> renewal(PlanInput input, ObservedMember member) {
    return Renewal.of(member, input.desired().revisions(), input.ensemble().version());
  }

  /** A member whose pod is there already joins before anybody restarts. */
  private static boolean isJoining(PlanInput input) {
    return RoleChange.of(Role.VOTER, input.committed(), input.ensemble()).isJoining(input.state());
  }

  /** Two voters cannot do without either; the third joins before they restart. */
  private static boolean hasNoMargin(PlanInput input) {
    return input.committed().voters().size() > 1
        && input.state().quorum().isWhole()
        && input.state().quorum().mayLose() == 0;
  }

  private static Verdict roll(PlanInput input, List<MemberId> outdated) {
    var next = outdated.getFirst();
    var blockers = new ArrayList<Blocker>();
    if (input.ensemble().rollout().paused()) {
      blockers.add(
          Blocker.of(
              Reason.ROLLOUT_PAUSED,
              input.name(next),
              "spec.rollout.paused is true: nobody is restarted until it is false"));
    }
    blockers.addAll(RollGate.blockers(input, next));
    return blockers.isEmpty() ? restart(input, outdated) : held(input, outdated, blockers);
  }

  private static Verdict held(PlanInput input, List<MemberId> outdated, List<Blocker> blockers) {
    var stage = stage(input, outdated, blockers.getFirst().sentence());
    boolean soaks = blockers.stream().allMatch(b -> b.reason() == Reason.CANARY_SOAKING);
    return Canary.before(input, outdated.getFirst())
        .filter(_ -> soaks)
        .<Verdict>map(canary -> new Verdict.Held(stage, blockers, canary.end()))
        .orElseGet(() -> new Verdict.Wait(stage, blockers));
  }

  private static Verdict restart(PlanInput input, List<MemberId> outdated) {
    var next = outdated.getFirst();
    var member = input.state().member(next);
    var pod = member.pod().orElseThrow();
    String what =
        "%s is restarted: %s".formatted(pod.name(), renewal(input, member).orElseThrow().why());
    boolean outage = next.role() == Role.VOTER && input.committed().voters().size() == 1;
    return Verdict.disturb(
        input,
        next,
        new Verdict.Act(stage(input, outdated, what), Action.EvictPod.of(next, pod, outage, what)));
  }

  private static Stage stage(PlanInput input, List<MemberId> outdated, String what) {
    return new Stage(
        Reason.RESTARTING_MEMBERS,
        "%d of %d members are still to be restarted; %s; %s"
            .formatted(
                outdated.size(),
                input.committed().servers().size(),
                what,
                Arithmetic.of(input.state().quorum())));
  }
}
