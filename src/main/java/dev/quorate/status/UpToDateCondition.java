package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.plan.Blocker;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Is everything that the specification says carried out, apart from the membership? Pods that are
 * on their way do not count: they will be made from the newest template.
 */
final class UpToDateCondition {
  private static final Set<Reason> NOT_CARRIED_OUT =
      Set.of(Reason.API_REFUSED, Reason.SITUATION_CHANGED);

  /** Of one member's volume, and of what the specification says all the same. */
  private static final Set<Reason> VOLUMES =
      Set.of(
          Reason.GROWING_VOLUMES,
          Reason.VOLUME_RESIZE_ERROR,
          Reason.VOLUME_CANNOT_GROW,
          Reason.VOLUME_NEEDS_RESTART,
          Reason.VOLUME_CHANGE_REFUSED,
          Reason.VOLUME_CLASS_DIFFERS,
          Reason.REPLACING_STATEFULSET);

  private static final Set<Reason> UNDER_WAY =
      Set.of(Reason.GROWING_VOLUMES, Reason.REPLACING_STATEFULSET);

  private UpToDateCondition() {}

  static Judgement judge(Situation situation) {
    if (situation.ensemble().isEmpty()) {
      return Judgement.no(
          Reason.INVALID_SPEC, "the specification of this generation is not carried out");
    }
    if (situation.revisions().isEmpty()) {
      var reason = situation.planned().orElseThrow().plan().stage().reason();
      return Judgement.unknown(reason, "objects and pods are not compared with the specification");
    }
    return mismatch(situation)
        .or(() -> notCarriedOut(situation))
        .or(() -> outdated(situation))
        .orElseGet(() -> current(situation));
  }

  /** What is about one member is about its pod, not about what the specification says. */
  private static Optional<Judgement> notCarriedOut(Situation situation) {
    return situation
        .blockers()
        .filter(UpToDateCondition::isNotCarriedOut)
        .findFirst()
        .map(b -> Judgement.no(b.reason(), b.message()))
        .or(() -> underWay(situation));
  }

  private static boolean isNotCarriedOut(Blocker blocker) {
    return VOLUMES.contains(blocker.reason())
        || (blocker.member().isEmpty() && NOT_CARRIED_OUT.contains(blocker.reason()));
  }

  private static Optional<Judgement> underWay(Situation situation) {
    return situation
        .planned()
        .map(p -> p.plan().stage())
        .filter(stage -> UNDER_WAY.contains(stage.reason()))
        .map(stage -> Judgement.no(stage.reason(), stage.message()));
  }

  private static Optional<Judgement> outdated(Situation situation) {
    return Rollout.of(situation)
        .filter(r -> !r.isComplete())
        .map(r -> Judgement.no(r.reason().orElse(Reason.CONFIGURATION_CHANGED), r.progress()));
  }

  private static Optional<Judgement> mismatch(Situation situation) {
    var wanted = situation.ensemble().map(Ensemble::version).orElseThrow();
    List<String> others =
        situation.state().members().values().stream()
            .filter(m -> situation.isCurrent(m.id()))
            .filter(m -> runsOther(m, wanted))
            .map(m -> situation.name(m.id()) + " runs " + m.serving().orElseThrow().version())
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Judgement.no(
                Reason.VERSION_MISMATCH,
                "spec.version is %s, but %s".formatted(wanted, String.join(", ", others))));
  }

  private static boolean runsOther(ObservedMember member, ZooKeeperVersion wanted) {
    return member
        .serving()
        .map(s -> !ZooKeeperVersion.parse(s.version()).equals(Optional.of(wanted)))
        .orElse(false);
  }

  private static Judgement current(Situation situation) {
    boolean anyRuns =
        situation.state().members().values().stream().anyMatch(m -> m.pod().isPresent());
    return anyRuns
        ? Judgement.yes(Reason.UP_TO_DATE, "")
        : Judgement.unknown(Reason.POD_MISSING, "no member has a pod yet");
  }
}
