package dev.quorate.plan;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Revisions;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.Topologies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the shipped planner does next, with shipped objects, in words. */
final class PlannedSteps {
  private static final Scripts SCRIPTS = Scripts.shipped();
  private static final int OBSERVERS = 100;

  private final List<Topology> rendered = new ArrayList<>();
  private final Planner planner;

  PlannedSteps() {
    this(Consent.SHIPPED);
  }

  PlannedSteps(Consent consent) {
    planner =
        new Planner(
            (ensemble, topology) -> {
              rendered.add(topology);
              return DesiredResources.of(ensemble, topology, SCRIPTS);
            },
            new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)),
            consent);
  }

  static Revisions revisions(Ensemble ensemble) {
    return DesiredResources.of(ensemble, Topologies.formed(ensemble), SCRIPTS).revisions();
  }

  /** For pods that all run what is wanted. */
  Plan plan(Ensemble ensemble, ObservedStates states) {
    var current = revisions(ensemble);
    states.revision(current.voters());
    IntStream.rangeClosed(1, 3)
        .forEach(n -> states.revisionOfPod(OBSERVERS + n, current.observers().orElse("none")));
    return planner.plan(ensemble, states.build());
  }

  /** For pods that run what they say. */
  Plan planAsTheyRun(Ensemble ensemble, ObservedStates states) {
    return planner.plan(ensemble, states.build());
  }

  Plan plan(Ensemble ensemble, ObservedState state) {
    return planner.plan(ensemble, state);
  }

  /** The steps that can disturb somebody, and what is waited for. */
  List<String> next(Ensemble ensemble, ObservedStates states) {
    return steps(plan(ensemble, states));
  }

  /** The same for pods that run what they say. */
  List<String> nextAsTheyRun(Ensemble ensemble, ObservedStates states) {
    return steps(planAsTheyRun(ensemble, states));
  }

  List<String> next(Ensemble ensemble, ObservedState state) {
    return steps(planner.plan(ensemble, state));
  }

  private static List<String> steps(Plan plan) {
    return Stream.concat(
            plan.actions().stream().filter(Action::isDisruptive).map(PlannedSteps::text),
            plan.blockers().stream()
                .map(b -> "wait for " + b.reason() + b.member().map(m -> " " + m).orElse("")))
        .toList();
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.DeletePod d -> "delete " + d.pod();
      case Action.EvictPod e -> "evict " + e.pod();
      case Action.ReplaceVolumes r ->
          "delete %s and its volumes through %s".formatted(r.pod(), r.through());
      case Action.Reconfigure r when r.change().leaving().isEmpty() ->
          "join " + r.change().joining().getFirst().render() + " through " + r.through();
      case Action.Reconfigure r -> "leave " + r.change().leaving() + " through " + r.through();
      case Action.AddPod a -> "make %d pods".formatted(a.set().getSpec().getReplicas());
      case Action.RemovePods r ->
          "keep %d pods, not %s%s"
              .formatted(
                  r.set().getSpec().getReplicas(),
                  r.members(),
                  r.fence().map(fence -> ", once " + text(fence)).orElse(""));
      case Action.GrowClaim g -> "grow %s to %s".formatted(g.claim(), g.to());
      case Action.OrphanPods o -> "replace %s".formatted(o.set());
      default -> action.toString();
    };
  }

  /** What the objects of the last plan were rendered for. */
  Topology topology() {
    return rendered.getLast();
  }

  List<String> listed() {
    return topology().servers().stream().map(s -> s.id() + " " + s.role().keyword()).toList();
  }
}
