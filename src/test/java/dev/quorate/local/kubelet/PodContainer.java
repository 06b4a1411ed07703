package dev.quorate.local.kubelet;

import dev.quorate.local.kubelet.ContainerState.Running;
import dev.quorate.local.kubelet.ContainerState.Terminated;
import dev.quorate.local.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * One container of a pod over all its restarts. {@link #tick} takes it as far as it can go at a
 * moment; whoever calls it does so from one thread, and calls again when the process ends, a probe
 * decides, or the returned moment comes.
 */
final class PodContainer {
  static final Instant NEVER = Instant.MAX;

  private final PodSandbox sandbox;
  private final Container container;
  private final IntPredicate restarts;
  private final Runnable wake;
  private final Backoff backoff;
  private volatile ContainerState state = new Waiting("ContainerCreating", null, Instant.MIN);
  private Terminated last;
  private final AtomicInteger runs = new AtomicInteger();
  private String containerId;

  /**
   * A container that has not started.
   *
   * @param restarts whether a run that ended with an exit code is followed by another
   * @param wake called from any thread when a tick is worthwhile
   */
  PodContainer(PodSandbox sandbox, Container container, IntPredicate restarts, Runnable wake) {
    this.sandbox = sandbox;
    this.container = container;
    this.restarts = restarts;
    this.wake = wake;
    this.backoff = new Backoff(sandbox.services().settings());
  }

  /** Starts, restarts, kills or records; returns when to tick again at the latest. */
  Instant tick(Instant now) {
    if (state instanceof Running running) {
      run(running, now);
    }
    if (state instanceof Waiting waiting && !waiting.retryAt().isAfter(now)) {
      start(now);
    }
    return switch (state) {
      case Waiting w -> w.retryAt();
      case Running r -> r.isStopping() && r.killAt().isAfter(now) ? r.killAt() : NEVER;
      case Terminated t -> NEVER;
    };
  }

  private void run(Running running, Instant now) {
    if (!running.process().isAlive()) {
      ended(running, now);
    } else if (running.isStopping()) {
      if (!running.killAt().isAfter(now)) {
        signal("KILL");
      }
    } else if (running.probes().fatal() != null) {
      event(
          "Killing",
          "Container %s failed %s probe, will be restarted"
              .formatted(container.getName(), running.probes().fatal()));
      stop(now, grace());
    }
  }

  private void ended(Running running, Instant now) {
    running.probes().close();
    int exitCode = running.process().exitValue();
    var ended =
        new Terminated(
            exitCode, running.startedAt(), now, LastWords.of(container, exitCode, log(false)));
    state = ended;
    if (!restarts.test(ended.exitCode())) {
      return;
    }
    last = ended;
    var wait = backoff.after(Duration.between(ended.startedAt(), now));
    state = new Waiting("CrashLoopBackOff", backOffMessage(wait), now.plus(wait));
    if (!wait.isZero()) {
      sandbox
          .services()
          .events()
          .warning(
              sandbox.pod(),
              container.getName(),
              "BackOff",
              "Back-off restarting failed container %s in pod %s"
                  .formatted(container.getName(), sandbox.pod().getMetadata().getName()));
    }
  }

  private String backOffMessage(Duration wait) {
    return "back-off %s restarting failed container=%s pod=%s"
        .formatted(
            wait.toString().substring(2).toLowerCase(Locale.ROOT),
            container.getName(),
            sandbox.pod().getMetadata().getName());
  }

  private void start(Instant now) {
    var image = sandbox.services().images().find(container.getImage());
    if (image.isEmpty()) {
      missImage(now);
      return;
    }
    event(
        "Pulled",
        "Container image \"%s\" already present on machine".formatted(container.getImage()));
    try {
      var start = sandbox.start(container, image.get());
      var logs = Files.createDirectories(sandbox.logs(container));
      var process = start.launch().into(logs.resolve(runs.get() + ".log").toFile());
      runs.incrementAndGet();
      containerId = "process://" + process.pid();
      var _ = process.onExit().thenRun(wake);
      var probes =
          new ContainerProbes(
              sandbox.pod(),
              container,
              probe -> start.check(probe, container, sandbox.ip()),
              sandbox.services().events(),
              wake);
      state = new Running(process, probes, now, null);
      probes.start();
      event("Created", "Created container: " + container.getName());
      event("Started", "Started container " + container.getName());
    } catch (ContainerConfigException | IOException e) {
      retry("CreateContainerConfigError", e.getMessage(), now);
      sandbox
          .services()
          .events()
          .warning(sandbox.pod(), container.getName(), "Failed", "Error: " + e.getMessage());
    }
  }

  private void missImage(Instant now) {
    var image = container.getImage();
    boolean again = state instanceof Waiting w && w.reason().startsWith("Err");
    var failure = "failed to pull and unpack image \"%s\": not found".formatted(image);
    if (again) {
      retry("ImagePullBackOff", "Back-off pulling image \"%s\"".formatted(image), now);
    } else {
      retry("ErrImagePull", failure, now);
      sandbox
          .services()
          .events()
          .warning(
              sandbox.pod(),
              container.getName(),
              "Failed",
              "Failed to pull image \"%s\": %s".formatted(image, failure));
    }
  }

  private void retry(String reason, String message, Instant now) {
    state = new Waiting(reason, message, now.plus(sandbox.services().settings().imageBackOff()));
  }

  /** Asks a running process to end, and kills it when it has not after the grace period. */
  void stop(Instant now, Duration grace) {
    if (!(state instanceof Running running)) {
      return;
    }
    var killAt = now.plus(grace);
    if (!running.isStopping()) {
      sandbox.services().warden().signal(running.process().pid(), "TERM");
    }
    if (!running.isStopping() || killAt.isBefore(running.killAt())) {
      state = new Running(running.process(), running.probes(), running.startedAt(), killAt);
    }
  }

  /** Sends a signal to every process of the container, if it runs. */
  void signal(String signal) {
    if (state instanceof Running running) {
      sandbox.services().warden().signal(-running.process().pid(), signal);
    }
  }

  /** Kills every process of the container and returns when they are gone. */
  void killAndWait() {
    if (state instanceof Running running) {
      signal("KILL");
      running.process().onExit().join();
    }
  }

  /** Tells in an event that the container is about to be stopped with its pod. */
  void announceEnd() {
    if (state instanceof Running) {
      event("Killing", "Stopping container " + container.getName());
    }
  }

  private void event(String reason, String message) {
    sandbox.services().events().normal(sandbox.pod(), container.getName(), reason, message);
  }

  private Duration grace() {
    var seconds = sandbox.pod().getSpec().getTerminationGracePeriodSeconds();
    return Duration.ofSeconds(seconds == null ? 30 : seconds);
  }

  String name() {
    return container.getName();
  }

  /** The output of the newest run, or of the one before; empty when there was none. */
  Optional<Path> log(boolean previous) {
    int run = runs.get() - (previous ? 2 : 1);
    return run < 0 ? Optional.empty() : Optional.of(sandbox.logs(container).resolve(run + ".log"));
  }

  boolean isRunning() {
    return state instanceof Running;
  }

  boolean hasEnded() {
    return state instanceof Terminated;
  }

  boolean hasSucceeded() {
    return state instanceof Terminated t && t.exitCode() == 0;
  }

  /** The process id, or empty when nothing runs. */
  OptionalLong pid() {
    return state instanceof Running r ? OptionalLong.of(r.process().pid()) : OptionalLong.empty();
  }

  /** As the API has it. */
  ContainerStatus status() {
    var running = state instanceof Running r ? r : null;
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID(runs.get() == 0 ? "" : container.getImage())
        .withContainerID(containerId)
        .withRestartCount(Math.max(0, runs.get() - 1))
        .withStarted(running != null && running.probes().started())
        .withReady(running != null && running.probes().ready())
        .withState(state.toApi())
        .withLastState(last == null ? null : last.toApi())
        .build();
  }
}
