package dev.quorate.status;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.model.Revisions;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Outcomes.Failure;
import dev.quorate.plan.Pace;
import dev.quorate.plan.Plan;
import dev.quorate.plan.Planner;
import dev.quorate.plan.Turn;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Refusal;
import dev.quorate.validation.Validated;
import dev.quorate.validation.Warning;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Passes as the real planner makes them of what was seen; only the revision is a fixed text. */
final class Passes {
  private static final Planner PLANNER =
      new Planner(Passes::rendered, new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));
  private static final Map<List<Object>, DesiredResources> RENDERED = new ConcurrentHashMap<>();
  private static final Scripts SCRIPTS = Scripts.shipped();

  private Passes() {}

  static Pass.Planned planned(Ensemble ensemble, ObservedStates states, Warning... warnings) {
    return planned(ensemble, states.build(), warnings);
  }

  /** Of a cluster that may have to wait for others. */
  static Pass.Planned planned(Ensemble ensemble, ObservedStates states, Turn turn) {
    var state = states.build();
    return new Pass.Planned(
        new Validated.Accepted(ensemble, List.of()),
        state,
        PLANNER.plan(ensemble, state, turn),
        Outcomes.none());
  }

  static Pass.Planned planned(Ensemble ensemble, ObservedState state, Warning... warnings) {
    return new Pass.Planned(
        new Validated.Accepted(ensemble, Arrays.asList(warnings)),
        state,
        PLANNER.plan(ensemble, state),
        Outcomes.none());
  }

  /** Three voters are wanted. */
  static Pass.Planned three(ObservedStates states, Warning... warnings) {
    return planned(Ensembles.three(), states, warnings);
  }

  static Pass.Refused refused(ObservedStates states, Refusal... refusals) {
    return new Pass.Refused(
        Ensembles.three().names(), new Validated.Refused(List.of(refusals)), states.build());
  }

  /** The same pass, in which the first action of that kind came to nothing. */
  static Pass.Planned failed(
      Pass.Planned pass, Predicate<Action> which, Reason reason, String message) {
    var action = pass.plan().actions().stream().filter(which).findFirst().orElseThrow();
    return new Pass.Planned(
        pass.verdict(),
        pass.state(),
        pass.plan(),
        new Outcomes(List.of(), Optional.of(new Failure(action, reason, message))));
  }

  static Predicate<Action> applies(String kind) {
    return action -> action instanceof Action.Apply apply && apply.desired().getKind().equals(kind);
  }

  static Plan plan(Ensemble ensemble, ObservedState state) {
    return PLANNER.plan(ensemble, state);
  }

  /** Rendering is the slow part, and only a handful of ensembles occur. */
  private static DesiredResources rendered(Ensemble ensemble, Topology topology) {
    return RENDERED.computeIfAbsent(List.of(ensemble, topology), _ -> render(ensemble, topology));
  }

  private static DesiredResources render(Ensemble ensemble, Topology topology) {
    var desired = DesiredResources.of(ensemble, topology, SCRIPTS);
    return new DesiredResources(
        desired.serviceAccount(),
        desired.configuration(),
        desired.membership(),
        desired.members(),
        desired.disruptionBudget(),
        desired.voters(),
        desired.clients(),
        desired.connection(),
        desired.observers(),
        new Revisions(
            ObservedStates.REVISION, desired.observers().map(_ -> ObservedStates.REVISION)));
  }
}
