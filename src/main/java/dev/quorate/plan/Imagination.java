package dev.quorate.plan;

import dev.quorate.facts.LiveObject;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the rules would see if an action had been done and all had gone well: whoever is away is
 * back, whoever is new has the leader's data, and nothing is waited for. Nothing is ever done on
 * the strength of it; it only tells a person what lies ahead.
 *
 * @param input what there is
 * @param state what there would be
 */
record Imagination(PlanInput input, ObservedState state) {
  /** Longer than anything that is waited for once all is well. */
  private static final Duration LATER = Duration.ofDays(1);

  /** As it is now, once all that is under way has gone well. */
  static Imagination ofNow(PlanInput input) {
    var now = new Imagination(input, input.state());
    SortedMap<MemberId, ObservedMember> members = new TreeMap<>();
    input.state().members().forEach((id, _) -> members.put(id, now.settled(id)));
    input.committed().servers().stream()
        .filter(input.ensemble().names()::isOurs)
        .map(ServerLine::id)
        .forEach(id -> members.put(id, now.settled(id)));
    var sets = new EnumMap<Role, MemberSet>(Role.class);
    input.state().sets().forEach((role, set) -> sets.put(role, ImaginedSet.settled(set)));
    return now.with(members, sets, input.committed(), input.state().quorum().leading());
  }

  private ObservedMember settled(MemberId id) {
    var member = new ImaginedMember(input, state.member(id));
    if (state.quorum().foreign().contains(id)) {
      return state.member(id);
    }
    boolean isMade = id.ordinal() < SetSize.live(id.role(), state);
    boolean stays = state.member(id).pod().filter(pod -> !pod.terminating()).isPresent();
    return isMade || stays || input.committed().server(id).isPresent()
        ? member.back()
        : member.gone();
  }

  /** What rules would be asked about. */
  PlanInput asInput() {
    var ensemble = input.ensemble().undelayed();
    return new PlanInput(
        ensemble,
        state,
        input.formation(),
        input.topology(),
        input.desired(),
        Draft.health(ensemble, state, Optional.of(input.topology())),
        input.turn());
  }

  Imagination after(Action action) {
    return switch (action) {
      case Action.EvictPod a -> renewed(a.member());
      case Action.DeletePod a -> renewed(a.member());
      case Action.ReplaceVolumes a ->
          replaced(
              state.members().keySet().stream()
                  .filter(id -> input.name(id).equals(a.pod()))
                  .findFirst()
                  .orElseThrow());
      case Action.Reconfigure a -> reconfigured(a.change());
      case Action.AddPod a -> resized(a.member().role(), a.set().getSpec().getReplicas());
      case Action.RemovePods a ->
          resized(a.members().getFirst().role(), a.set().getSpec().getReplicas());
      case Action.GrowClaim a -> sets(set -> ImaginedSet.grown(set, a.claim(), a.to()));
      case Action.OrphanPods a ->
          sets(set ->
              set.identity().uid().equals(a.uid())
                  ? ImaginedSet.remade(set, wanted(a.set()))
                  : set);
      case Action.Apply _, Action.CreateSuperuser _, Action.AnnotateClaim _, Action.Prune _ -> this;
    };
  }

  private StatefulSet wanted(String set) {
    var role = set.equals(input.ensemble().names().observers()) ? Role.OBSERVER : Role.VOTER;
    return input.desired().set(role).orElseThrow();
  }

  private Imagination renewed(MemberId id) {
    return with(changed(id, ImaginedMember::renewed), state.sets(), committed(), leaderWithout(id));
  }

  private Imagination replaced(MemberId id) {
    var sets = new EnumMap<Role, MemberSet>(state.sets());
    sets.computeIfPresent(id.role(), (_, set) -> ImaginedSet.newVolumesOf(set, id));
    return with(changed(id, ImaginedMember::renewed), sets, committed(), state.quorum().leading());
  }

  private Imagination reconfigured(MembershipChange change) {
    SortedMap<MemberId, ServerLine> lines = new TreeMap<>();
    committed().servers().forEach(server -> lines.put(server.id(), server));
    change.leaving().forEach(lines::remove);
    change.joining().forEach(server -> lines.put(server.id(), server));
    var config = new QuorumConfig(committed().version() + 1, new ArrayList<>(lines.values()));
    var leader = state.quorum().leading();
    boolean stepsDown = leader.filter(config.voters()::contains).isEmpty();
    return with(state.members(), state.sets(), config, stepsDown ? next(config.voters()) : leader);
  }

  private Imagination resized(Role role, int replicas) {
    SortedMap<MemberId, ObservedMember> members = new TreeMap<>(state.members());
    for (var id : MemberId.between(role, 0, replicas)) {
      var member = state.member(id);
      if (member.pod().isEmpty()) {
        members.put(id, new ImaginedMember(input, member).renewed());
      }
    }
    for (var id : MemberId.between(role, replicas, SetSize.live(role, state))) {
      members.computeIfPresent(id, (_, member) -> new ImaginedMember(input, member).gone());
    }
    var sets = new EnumMap<Role, MemberSet>(Role.class);
    sets.putAll(state.sets());
    sets.computeIfPresent(role, (_, set) -> ImaginedSet.sized(set, replicas));
    sets.computeIfAbsent(
        role, r -> ImaginedSet.made(input.desired().set(r).orElseThrow(), replicas));
    return with(members, sets, committed(), state.quorum().leading());
  }

  private Imagination sets(UnaryOperator<MemberSet> change) {
    var sets = new EnumMap<Role, MemberSet>(Role.class);
    state.sets().forEach((role, set) -> sets.put(role, change.apply(set)));
    return with(state.members(), sets, committed(), state.quorum().leading());
  }

  private SortedMap<MemberId, ObservedMember> changed(
      MemberId id, Function<ImaginedMember, ObservedMember> change) {
    SortedMap<MemberId, ObservedMember> members = new TreeMap<>(state.members());
    members.put(id, change.apply(new ImaginedMember(input, state.member(id))));
    return members;
  }

  private QuorumConfig committed() {
    return state.quorum().config().ifKnown().orElseThrow();
  }

  /** Somebody else leads while it restarts, if there is anybody. */
  private Optional<MemberId> leaderWithout(MemberId id) {
    var leader = state.quorum().leading();
    if (!leader.equals(Optional.of(id))) {
      return leader;
    }
    SortedSet<MemberId> others = new TreeSet<>(committed().voters());
    others.remove(id);
    return others.isEmpty() ? leader : next(others);
  }

  /** With equal histories the highest id wins the election. */
  private static Optional<MemberId> next(SortedSet<MemberId> voters) {
    return Optional.of(voters.last());
  }

  private Imagination with(
      SortedMap<MemberId, ObservedMember> members,
      Map<Role, MemberSet> sets,
      QuorumConfig config,
      Optional<MemberId> leader) {
    var away = input.state().quorum().foreignUnsynced();
    var synced = config.voters().stream().filter(id -> !away.contains(id)).toList();
    List<MemberId> follow =
        members.values().stream()
            .filter(m -> m.pod().isPresent() && config.server(m.id()).isEmpty())
            .map(ObservedMember::id)
            .toList();
    return new Imagination(
        input,
        new ObservedState(
            input.state().now().plus(LATER),
            owned(state.objects()),
            state.formedInStatus(),
            state.publishedOutline(),
            state.membership(),
            sets,
            state.superuserPresent(),
            members,
            new QuorumView(
                Probed.known(leader.orElse(config.voters().last())),
                Probed.known(config),
                sorted(synced),
                sorted(follow),
                config.observers(),
                state.quorum().foreign())));
  }

  /** Without the pods: whoever makes them owns them. */
  private static List<LiveObject> owned(List<LiveObject> objects) {
    return objects.stream().filter(object -> !object.kind().equals("Pod")).toList();
  }

  private static SortedSet<MemberId> sorted(Collection<MemberId> ids) {
    return new TreeSet<>(ids);
  }
}
