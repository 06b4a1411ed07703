package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;

/** One thing that the StatefulSet controller does to a pod. */
sealed interface StatefulStep {
  /** Creates the pod of an ordinal, and its claims before it. */
  record Create(int ordinal, ControllerRevision revision) implements StatefulStep {}

  /** Deletes a pod; {@code why} becomes the reason of the event. */
  record Delete(Pod pod, String why) implements StatefulStep {}
}
