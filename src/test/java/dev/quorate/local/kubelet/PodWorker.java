package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.PodFacts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one pod from its binding to its end, in a thread of its own. Each step starts from what the
 * API and the processes say now; the thread sleeps until something changes or is due.
 */
final class PodWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration FORCED_GRACE = Duration.ofSeconds(1);
  private static final long DEFAULT_GRACE = 30;

  private final KubeletServices services;
  private final PodSandbox sandbox;
  private final PodReport report;
  private final Runnable whenEnded;
  private final Wakeup wakeup;
  private final List<PodContainer> init = new ArrayList<>();
  private final List<PodContainer> main = new ArrayList<>();
  private final Instant startedAt;

  private volatile Pod pod;
  private volatile boolean gone;
  private volatile Instant volumesDue = Instant.MIN;
  private volatile boolean ended;
  private boolean poweredOff;
  private boolean prepared;
  private boolean ending;

  PodWorker(KubeletServices services, PodSandbox sandbox, Runnable whenEnded) {
    this.services = services;
    this.sandbox = sandbox;
    this.report = new PodReport(services.client());
    this.whenEnded = whenEnded;
    this.wakeup = new Wakeup(services.runTime().clock());
    this.pod = sandbox.pod();
    this.startedAt = now();
    boolean never = policy().equals("Never");
    boolean always = policy().equals("Always");
    var spec = pod.getSpec();
    spec.getInitContainers().forEach(c -> init.add(container(c, code -> code != 0 && !never)));
    spec.getContainers()
        .forEach(c -> main.add(container(c, code -> always || (code != 0 && !never))));
    Thread.ofVirtual().name("pod " + pod.getMetadata().getName()).start(this::run);
  }

  private PodContainer container(Container container, IntPredicate restarts) {
    return new PodContainer(
        sandbox, container, code -> !ending && restarts.test(code), wakeup::wake);
  }

  private String policy() {
    return Objects.requireNonNullElse(pod.getSpec().getRestartPolicy(), "Always");
  }

  private Instant now() {
    return services.runTime().clock().instant();
  }

  /** The newest version of the pod. */
  void observe(Pod newest) {
    pod = newest;
    wakeup.wake();
  }

  /** The pod is no longer in the API. */
  void forget() {
    gone = true;
    wakeup.wake();
  }

  /** A ConfigMap or Secret changed: look at the volumes again, a little later. */
  void volumesChanged() {
    if (volumesDue.equals(PodContainer.NEVER)) {
      volumesDue = now().plus(services.settings().volumeUpdateDelay());
    }
    wakeup.wake();
  }

  /** Everything has ended, and the API was told. */
  boolean hasEnded() {
    return ended;
  }

  PodSandbox sandbox() {
    return sandbox;
  }

  Pod pod() {
    return pod;
  }

  Stream<PodContainer> containers() {
    return Stream.concat(init.stream(), main.stream());
  }

  /** As if the node lost power: all processes die at once and nobody tells the API. */
  void powerOff() {
    synchronized (this) {
      poweredOff = true;
    }
    containers().forEach(PodContainer::killAndWait);
  }

  /** The node is back: containers that died are restarted. */
  void powerOn() {
    synchronized (this) {
      poweredOff = false;
    }
    wakeup.wake();
  }

  /** Nothing more is started or reported; processes are left to the warden. */
  void shutDown() {
    synchronized (this) {
      poweredOff = true;
      ended = true;
    }
    wakeup.wake();
  }

  private void run() {
    try {
      while (!ended) {
        wakeup.await(stepSafely());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Instant stepSafely() {
    try {
      return poweredOff ? PodContainer.NEVER : step(now());
    } catch (KubernetesClientException | IOException e) {
      LOG.warn("pod {}: {}", pod.getMetadata().getName(), e.getMessage());
      return now().plus(RETRY);
    }
  }

  private Instant step(Instant now) throws IOException {
    if (gone || PodFacts.isTerminating(pod)) {
      return end(now);
    }
    var volumes = prepareVolumes(now);
    var containers = prepared ? tickContainers(now) : PodContainer.NEVER;
    publish(now);
    return volumes.isBefore(containers) ? volumes : containers;
  }

  private Instant prepareVolumes(Instant now) {
    var due = volumesDue;
    if (prepared && due.isAfter(now)) {
      return due;
    }
    volumesDue = PodContainer.NEVER;
    try {
      sandbox.volumes().prepare(pod, sandbox.ip());
      prepared = true;
    } catch (ContainerConfigException | IOException e) {
      services.events().warning(pod, "FailedMount", "MountVolume.SetUp failed: " + e.getMessage());
    }
    return prepared ? PodContainer.NEVER : now.plus(RETRY);
  }

  /** Init containers one after the other, then all others. */
  private Instant tickContainers(Instant now) {
    for (var container : init) {
      var due = container.hasSucceeded() ? PodContainer.NEVER : container.tick(now);
      if (!container.hasSucceeded()) {
        return due;
      }
    }
    return main.stream().map(c -> c.tick(now)).min(Instant::compareTo).orElse(PodContainer.NEVER);
  }

  private void publish(Instant now) {
    if (!gone) {
      var view =
          new PodStatusView(
              init.stream().map(PodContainer::status).toList(),
              main.stream().map(PodContainer::status).toList(),
              policy(),
              ending,
              sandbox.ip(),
              startedAt);
      report.publish(pod, view, now);
    }
  }

  private Instant end(Instant now) throws IOException {
    if (!ending) {
      ending = true;
      containers().forEach(PodContainer::announceEnd);
    }
    var grace = gone ? FORCED_GRACE : Duration.ofSeconds(graceSeconds());
    containers().forEach(c -> c.stop(now, grace));
    var due =
        containers().filter(PodContainer::isRunning).map(c -> c.tick(now)).min(Instant::compareTo);
    publish(now);
    if (containers().anyMatch(PodContainer::isRunning)) {
      return due.orElse(PodContainer.NEVER);
    }
    sandbox.remove();
    if (!gone) {
      report.confirmEnd(pod);
    }
    ended = true;
    whenEnded.run();
    return PodContainer.NEVER;
  }

  private long graceSeconds() {
    return Objects.requireNonNullElse(
        pod.getMetadata().getDeletionGracePeriodSeconds(), DEFAULT_GRACE);
  }
}
