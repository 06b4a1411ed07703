package dev.quorate.plan;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Topology;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Plan.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a decision down as a plan, with the health of every member beside it. */
record Draft(
    Ensemble ensemble,
    ObservedState state,
    Formation formation,
    Optional<Topology> topology,
    Pace pace) {

  /**
   * Members of ours that are listed, or that have or shall have a pod; before anything is listed,
   * the wanted ones.
   */
  SortedMap<MemberId, MemberHealth> health() {
    return health(ensemble, state, topology);
  }

  static SortedMap<MemberId, MemberHealth> health(
      Ensemble ensemble, ObservedState state, Optional<Topology> topology) {
    SortedSet<MemberId> ids = new TreeSet<>();
    topology.ifPresentOrElse(
        t ->
            t.servers().stream()
                .filter(ensemble.names()::isOurs)
                .map(ServerLine::id)
                .forEach(ids::add),
        () -> ids.addAll(ensemble.voterIds()));
    state.members().values().stream()
        .filter(m -> m.pod().isPresent() || m.id().ordinal() < SetSize.live(m.id().role(), state))
        .map(ObservedMember::id)
        .forEach(ids::add);
    SortedMap<MemberId, MemberHealth> health = new TreeMap<>();
    ids.forEach(id -> health.put(id, HealthCheck.of(state.member(id), state)));
    return health;
  }

  Plan paused() {
    return plan(
        new Stage(
            Reason.PAUSED,
            "spec.paused is true, nothing is changed; " + Arithmetic.of(state.quorum())),
        List.of(),
        List.of(),
        Optional.empty(),
        pace.atRest());
  }

  Plan blocked(List<Blocker> blockers) {
    var first = blockers.getFirst();
    return plan(
        new Stage(first.reason(), first.message()),
        List.of(),
        blockers,
        Optional.empty(),
        pace.busy());
  }

  Plan decided(PlanInput input, Verdict verdict) {
    return plan(input, verdict).foreseeing(Ahead.of(input));
  }

  private Plan plan(PlanInput input, Verdict verdict) {
    List<Action> actions = new ArrayList<>(ObjectActions.of(input));
    var desired = Optional.of(input.desired());
    return switch (verdict) {
      case Verdict.Pass _ -> {
        actions.addAll(ObjectActions.prune(input));
        yield plan(atRest(), actions, List.of(), desired, pace.atRest());
      }
      case Verdict.Tell(Stage stage, List<Blocker> blockers) -> {
        actions.addAll(ObjectActions.prune(input));
        yield plan(stage, actions, blockers, desired, pace.atRest());
      }
      case Verdict.Wait(Stage stage, List<Blocker> blockers) ->
          plan(stage, actions, blockers, desired, pace.busy());
      case Verdict.Held(Stage stage, List<Blocker> blockers, Instant until) ->
          plan(stage, actions, blockers, desired, pace.until(state.now(), until));
      case Verdict.Act(Stage stage, Action action) -> act(stage, actions, action, desired);
      case Verdict.Begin(Stage stage, Action action) -> act(stage, actions, action, desired);
    };
  }

  private Plan act(
      Stage stage, List<Action> before, Action action, Optional<DesiredResources> desired) {
    List<Action> actions = new ArrayList<>(before);
    actions.add(action);
    return plan(stage, actions, List.of(), desired, pace.busy());
  }

  /** The stage of an ensemble to which no rule objects. */
  private Stage atRest() {
    return new Stage(Reason.ENSEMBLE_READY, Arithmetic.of(state.quorum()));
  }

  private Plan plan(
      Stage stage,
      List<Action> actions,
      List<Blocker> blockers,
      Optional<DesiredResources> desired,
      Duration requeue) {
    return new Plan(
        stage,
        actions,
        blockers,
        health(),
        desired.map(DesiredResources::revisions),
        formation.version(),
        Probed.unknown("the rules were not asked"),
        requeue);
  }
}
