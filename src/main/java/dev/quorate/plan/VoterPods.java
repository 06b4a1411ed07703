package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many pods the voters' StatefulSet makes: it knows only a number, and makes ordinals 0 up. */
final class VoterPods {
  private VoterPods() {}

  /** As many as the highest of these members needs. */
  static int upTo(Collection<MemberId> members) {
    return members.stream()
        .filter(id -> id.isOurs(Role.VOTER))
        .mapToInt(id -> id.ordinal() + 1)
        .max()
        .orElse(0);
  }

  /** For every voter that is committed or wanted. */
  static int needed(Ensemble ensemble, QuorumConfig committed) {
    return upTo(Stream.concat(committed.voters().stream(), ensemble.voterIds().stream()).toList());
  }

  /**
   * Whether a member has all of the leader's data and a pod that stays. One whose pod is being
   * taken away still follows for a moment, and its next pod may start on a volume with an old list.
   */
  static boolean mayJoin(ObservedState state, MemberId id) {
    boolean going = state.member(id).pod().map(PodFacts::terminating).orElse(true);
    return state.quorum().joinable().contains(id) && !going && id.ordinal() < live(state);
  }

  /** As many as the StatefulSet makes now. */
  static int live(ObservedState state) {
    return state.voterSet().map(MemberSet::replicas).orElse(0);
  }

  /** Whose pods go when there are fewer. */
  static List<MemberId> between(int fewer, int now) {
    return IntStream.range(fewer, now)
        .mapToObj(ordinal -> MemberId.of(Role.VOTER, ordinal))
        .toList();
  }

  /** The voters' StatefulSet as it is applied, with another number of pods. */
  static StatefulSet set(PlanInput input, int replicas) {
    return new StatefulSetBuilder(ObjectActions.voters(input))
        .editSpec()
        .withReplicas(replicas)
        .endSpec()
        .build();
  }
}
