package dev.quorate.facts;

import java.time.Instant;
import java.util.Optional;

/**
 * A member's pod as the API server has it.
 *
 * @param created when the API server got it
 * @param revision the revision annotation, empty when someone removed it
 * @param configMap the configuration that the pod mounts, by name
 * @param container the state of the ZooKeeper container
 * @param lastExit how the container ended last time, when it was restarted
 * @param served whether the server has been ready since the container was started last
 * @param unreadySince when it ceased to be ready, or began not to be; empty while it is
 * @param readySince when it began to be ready; empty while it is not
 * @param asked what a person wants to be done with it
 * @param canaryAccepted a person lets others follow it, however it fares on its revision
 * @param problem why the pod cannot run, for example {@code Unschedulable: 0/3 nodes…}
 */
public record PodFacts(
    String name,
    String uid,
    String resourceVersion,
    Instant created,
    Phase phase,
    boolean ready,
    boolean terminating,
    Optional<String> revision,
    Optional<String> configMap,
    Optional<String> ip,
    Optional<String> node,
    ContainerState container,
    int restarts,
    Optional<Exit> lastExit,
    boolean served,
    Optional<Instant> unreadySince,
    Optional<Instant> readySince,
    Asked asked,
    boolean canaryAccepted,
    Optional<String> problem) {

  /**
   * What a person wants.
   *
   * @param replace the member is to be replaced, its volumes included
   * @param restart the member, or every member of its role, is to be restarted
   */
  public record Asked(boolean replace, boolean restart) {
    public static final Asked NOTHING = new Asked(false, false);
  }

  /** Pod phase of the Kubernetes API. */
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  /** State of the ZooKeeper container. */
  public sealed interface ContainerState {
    /** Not running; the reason is the kubelet's word, for example {@code CrashLoopBackOff}. */
    record Waiting(String reason, String message) implements ContainerState {}

    /**
     * The process runs.
     *
     * @param started whether the startup probe has passed
     */
    record Running(boolean started) implements ContainerState {}

    /** The process ended. */
    record Terminated(Exit exit) implements ContainerState {}

    /** The kubelet has not reported yet. */
    record NotReported() implements ContainerState {}
  }

  /**
   * How a process ended.
   *
   * @param ended when, by the node's clock; empty when nobody says
   */
  public record Exit(int code, String reason, String message, Optional<Instant> ended) {
    public Exit(int code, String reason, String message) {
      this(code, reason, message, Optional.empty());
    }
  }

  /** Ended for good: the StatefulSet controller or the operator has to replace it. */
  public boolean ended() {
    return phase == Phase.FAILED || phase == Phase.SUCCEEDED;
  }
}
