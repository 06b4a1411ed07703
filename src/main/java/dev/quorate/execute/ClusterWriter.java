package dev.quorate.execute;

import dev.quorate.plan.Action;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/**
 * The writes that a plan can ask for, against one cluster's objects. Refusals of the API server
 * come back as results; anything else is a defect and is thrown.
 */
public interface ClusterWriter {
  WriteResult apply(Action.Apply action);

  WriteResult createSuperuser(Action.CreateSuperuser action);

  WriteResult annotate(Action.AnnotateClaim action);

  WriteResult prune(Action.Prune action);

  WriteResult deletePod(Action.DeletePod action);

  WriteResult evictPod(Action.EvictPod action);

  WriteResult reconfigure(Action.Reconfigure action);

  /**
   * Has a real write committed by the synced voters (hazard Z12).
   *
   * @param action before which that is
   * @param through who takes the write, as {@code host:port}
   */
  WriteResult barrier(Action action, List<String> through);

  WriteResult replaceVolumes(Action.ReplaceVolumes action);

  /** Applies a StatefulSet with another number of pods. */
  WriteResult resize(Action action, StatefulSet set);

  /** Has a volume grow. */
  WriteResult grow(Action.GrowClaim action);

  /** Deletes a StatefulSet alone. */
  WriteResult orphan(Action.OrphanPods action);

  /**
   * An uncached look at the resource and all of its pods, compared with what the plan was made from
   * (I8). Empty when they are the same, else what differs.
   */
  Optional<String> differsFromPlan();
}
