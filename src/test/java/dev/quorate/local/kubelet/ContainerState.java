package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a container is doing. */
sealed interface ContainerState {
  /** Not started yet, or not again before a moment. */
  record Waiting(String reason, String message, Instant retryAt) implements ContainerState {}

  /** A process runs; {@code killAt} is null unless somebody asked it to end. */
  record Running(Process process, ContainerProbes probes, Instant startedAt, Instant killAt)
      implements ContainerState {
    boolean isStopping() {
      return killAt != null;
    }
  }

  /**
   * The process ended.
   *
   * @param message its last words, null when nobody asked for them
   */
  record Terminated(int exitCode, Instant startedAt, Instant finishedAt, String message)
      implements ContainerState {}

  /** As the API has it. */
  default io.fabric8.kubernetes.api.model.ContainerState toApi() {
    var api = new ContainerStateBuilder();
    return switch (this) {
      case Waiting w ->
          api.withNewWaiting().withReason(w.reason()).withMessage(w.message()).endWaiting().build();
      case Running r ->
          api.withNewRunning().withStartedAt(time(r.startedAt())).endRunning().build();
      case Terminated t ->
          api.withNewTerminated()
              .withExitCode(t.exitCode())
              .withReason(t.exitCode() == 0 ? "Completed" : "Error")
              .withMessage(t.message())
              .withStartedAt(time(t.startedAt()))
              .withFinishedAt(time(t.finishedAt()))
              .endTerminated()
              .build();
    };
  }

  /** A time as the API writes it, in whole seconds. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
