package dev.quorate.execute;

import dev.quorate.plan.Action;

/** How an action is called in logs and failures. */
final class ActionText {
  private ActionText() {}

  static String of(Action action) {
    return switch (action) {
      case Action.Apply(var desired) ->
          "apply %s %s".formatted(desired.getKind(), desired.getMetadata().getName());
      case Action.CreateSuperuser _ -> "create superuser Secret";
      case Action.AnnotateClaim a -> "record on claim " + a.claim();
      case Action.Prune p -> "prune %s %s".formatted(p.kind(), p.name());
      case Action.Reconfigure r -> "reconfigure (%s)".formatted(r.message());
      case Action.AddPod a -> "add a pod (%s)".formatted(a.message());
      case Action.RemovePods r -> "remove pods (%s)".formatted(r.message());
      case Action.GrowClaim g ->
          "grow claim %s from %s to %s".formatted(g.claim(), g.from(), g.to());
      case Action.OrphanPods o -> "orphan the pods of StatefulSet " + o.set();
      case Action.ReplaceVolumes r -> "replace volumes (%s)".formatted(r.message());
      case Action.EvictPod e -> "evict pod %s (%s)".formatted(e.pod(), e.message());
      case Action.DeletePod d -> "delete pod %s (%s)".formatted(d.pod(), d.message());
    };
  }
}
