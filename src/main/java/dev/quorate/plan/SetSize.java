package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Collection;
import java.util.stream.Stream;

/** How many pods a StatefulSet makes: it knows only a number, and makes ordinals 0 and up. */
final class SetSize {
  private SetSize() {}

  /** As many as the highest of these members needs. */
  static int upTo(Role role, Collection<MemberId> members) {
    return members.stream()
        .filter(id -> id.role() == role)
        .mapToInt(id -> id.ordinal() + 1)
        .max()
        .orElse(0);
  }

  /**
   * For every member of the role that is committed or wanted. A server that is not ours needs no
   * pod; but as long as its id is committed, a pod that has the same id is not taken away.
   */
  static int needed(Role role, PlanInput input) {
    int live = live(role, input.state());
    var names = input.ensemble().names();
    var listed =
        input.committed().servers().stream()
            .filter(server -> names.isOurs(server) || server.id().ordinal() < live)
            .map(ServerLine::id);
    return upTo(role, Stream.concat(listed, input.ensemble().wanted(role).stream()).toList());
  }

  /**
   * While a StatefulSet is replaced, or somebody deleted it, its pods are still there; one that is
   * made for fewer would take the others away, before anybody has looked at what they are.
   */
  static int live(Role role, ObservedState state) {
    return state.set(role).map(MemberSet::replicas).orElseGet(() -> withPods(role, state));
  }

  private static int withPods(Role role, ObservedState state) {
    return upTo(
        role,
        state.members().values().stream()
            .filter(member -> member.pod().filter(pod -> !pod.terminating()).isPresent())
            .map(ObservedMember::id)
            .toList());
  }

  /**
   * Whether a member has all of the leader's data and a pod that stays. One whose pod is being
   * taken away still follows for a moment, and its next pod may start on a volume with an old list.
   */
  static boolean mayJoin(ObservedState state, MemberId id) {
    boolean going = state.member(id).pod().map(PodFacts::terminating).orElse(true);
    return state.quorum().joinable().contains(id)
        && !going
        && !Rejoin.isGoing(state.member(id))
        && id.ordinal() < live(id.role(), state);
  }

  /** The StatefulSet as it is applied, with another number of pods. */
  static StatefulSet resized(Role role, PlanInput input, int replicas) {
    var set = input.desired().set(role).orElseThrow();
    return new StatefulSetBuilder(ObjectActions.appliable(role, set, input.state()))
        .editSpec()
        .withReplicas(replicas)
        .endSpec()
        .build();
  }
}
