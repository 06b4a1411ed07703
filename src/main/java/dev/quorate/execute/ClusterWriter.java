package dev.quorate.execute;

import dev.quorate.plan.Action;

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

  /**
   * An uncached look at the resource and all of its pods, compared with what the plan was made from
   * (I8). Empty when they are the same, else what differs.
   */
  java.util.Optional<String> differsFromPlan();
}
