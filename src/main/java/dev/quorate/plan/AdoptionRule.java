package dev.quorate.plan;

import dev.quorate.facts.LiveObject;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Reason;
import dev.quorate.plan.Plan.Stage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does a StatefulSet own every pod? While it is replaced nobody does for a moment, and a resource
 * that is deleted then leaves them running, because nothing is collected that has no owner.
 */
final class AdoptionRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    List<String> orphans = orphans(input);
    if (orphans.isEmpty()) {
      return Verdict.pass();
    }
    String what =
        "no StatefulSet has taken over %s yet; if the resource were deleted now, they would stay"
            .formatted(String.join(", ", orphans));
    return new Verdict.Wait(
        new Stage(Reason.REPLACING_STATEFULSET, what),
        List.of(Blocker.of(Reason.REPLACING_STATEFULSET, what)));
  }

  /** Its owner may be a StatefulSet that is gone already: the pod is then read as it was. */
  private static List<String> orphans(PlanInput input) {
    Set<String> sets =
        input.state().sets().values().stream()
            .map(set -> set.identity().uid())
            .collect(Collectors.toSet());
    Set<String> orphans =
        input.state().objects().stream()
            .filter(object -> object.kind().equals("Pod") && !object.terminating())
            .filter(pod -> pod.controllerUid().filter(sets::contains).isEmpty())
            .map(LiveObject::uid)
            .collect(Collectors.toSet());
    return input.state().members().values().stream()
        .map(ObservedMember::pod)
        .flatMap(pod -> pod.stream().filter(p -> orphans.contains(p.uid())))
        .map(PodFacts::name)
        .toList();
  }
}
