package dev.quorate.plan;

import dev.quorate.facts.LiveObject;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The writes that disturb nobody. Records of the formation come first: were the operator to die
 * after them, the bootstrap flag could already not come back (Z28).
 */
final class ObjectActions {
  private ObjectActions() {}

  static List<Action> of(PlanInput input) {
    List<Action> actions = new ArrayList<>(ClaimRecords.of(input));
    if (!input.state().superuserPresent()) {
      actions.add(new Action.CreateSuperuser());
    }
    input.desired().inApplyOrder().stream()
        .map(object -> keepClaimTemplates(input, object))
        .map(Action.Apply::new)
        .forEach(actions::add);
    return actions;
  }

  /**
   * Kubernetes refuses a change of the templates, and with it everything else in the same apply.
   */
  private static HasMetadata keepClaimTemplates(PlanInput input, HasMetadata object) {
    if (!(object instanceof StatefulSet set)) {
      return object;
    }
    boolean observers = set.getMetadata().getName().equals(input.ensemble().names().observers());
    return appliable(observers ? Role.OBSERVER : Role.VOTER, set, input.state());
  }

  /** A StatefulSet as far as Kubernetes allows it to be changed. */
  static StatefulSet appliable(Role role, StatefulSet wanted, ObservedState state) {
    return state
        .set(role)
        .map(MemberSet::claimTemplates)
        .filter(live -> !live.equals(wanted.getSpec().getVolumeClaimTemplates()))
        .map(live ->
            new ClaimTemplates(role, wanted.getSpec().getVolumeClaimTemplates(), live).appliable())
        .map(templates ->
            new StatefulSetBuilder(wanted)
                .editSpec()
                .withVolumeClaimTemplates(templates)
                .endSpec()
                .build())
        .orElse(wanted);
  }

  /** Configurations that neither the template nor any pod refers to. */
  static List<Action> prune(PlanInput input) {
    var names = input.ensemble().names();
    Set<String> used =
        input.state().members().values().stream()
            .map(ObservedMember::pod)
            .flatMap(Optional::stream)
            .map(PodFacts::configMap)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    Set<String> wanted =
        input.desired().inApplyOrder().stream()
            .map(o -> o.getMetadata().getName())
            .collect(Collectors.toSet());
    return input.state().objects().stream()
        .filter(o -> o.kind().equals("ConfigMap") && o.name().startsWith(names.configPrefix()))
        .filter(o -> isOurs(input, o) && !used.contains(o.name()) && !wanted.contains(o.name()))
        .map(o -> (Action) new Action.Prune(o.kind(), o.name(), o.uid()))
        .toList();
  }

  private static boolean isOurs(PlanInput input, LiveObject object) {
    return object.controllerUid().equals(Optional.of(input.ensemble().owner().uid()))
        && !object.terminating();
  }
}
