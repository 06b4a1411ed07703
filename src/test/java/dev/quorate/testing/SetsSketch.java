package dev.quorate.testing;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.facts.MemberSet;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The StatefulSets under construction: the voters' is there when any member has a pod. */
final class SetsSketch {
  /** The volumes of an ensemble of which nothing else is said. */
  private static final List<PersistentVolumeClaim> TEMPLATES = templates(Ensembles.three());

  OptionalInt voters = OptionalInt.empty();
  OptionalInt observers = OptionalInt.empty();
  Optional<List<PersistentVolumeClaim>> templates = Optional.empty();

  static List<PersistentVolumeClaim> templates(Ensemble ensemble) {
    return DesiredResources.of(ensemble, Topologies.forming(ensemble), Scripts.shipped())
        .voters()
        .getSpec()
        .getVolumeClaimTemplates();
  }

  Map<Role, MemberSet> of(Collection<MemberSketch> members) {
    Map<Role, MemberSet> sets = new EnumMap<>(Role.class);
    boolean anyPod = members.stream().anyMatch(m -> m.pod);
    if (voters.isPresent() || anyPod || templates.isPresent()) {
      int pods = voters.orElseGet(() -> highestVoter(members));
      sets.put(Role.VOTER, set(Role.VOTER, pods, templates.orElse(TEMPLATES)));
    }
    observers.ifPresent(pods -> sets.put(Role.OBSERVER, set(Role.OBSERVER, pods, TEMPLATES)));
    return sets;
  }

  private static MemberSet set(Role role, int pods, List<PersistentVolumeClaim> templates) {
    var identity = new MemberSet.Identity("uid-of-set-of-" + role.label() + "s", "200", false);
    return new MemberSet(identity, pods, templates, List.of());
  }

  private static int highestVoter(Collection<MemberSketch> members) {
    return members.stream()
        .map(m -> m.id)
        .filter(id -> id.role() == Role.VOTER)
        .mapToInt(id -> id.ordinal() + 1)
        .max()
        .orElse(0);
  }
}
