package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.Events;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the probes of one run of a container say. Startup gates the other two; without a startup
 * probe the container has started at once, without a readiness probe it is ready once started.
 */
final class ContainerProbes implements AutoCloseable {
  private final Pod pod;
  private final Container container;
  private final Function<Probe, ProbeCheck> checks;
  private final Events events;
  private final Runnable changed;
  private final List<ProbeLoop> loops = new ArrayList<>();
  private boolean closed;
  private boolean started;
  private boolean ready;
  private String fatal;

  ContainerProbes(
      Pod pod,
      Container container,
      Function<Probe, ProbeCheck> checks,
      Events events,
      Runnable changed) {
    this.pod = pod;
    this.container = container;
    this.checks = checks;
    this.events = events;
    this.changed = changed;
  }

  synchronized void start() {
    if (container.getStartupProbe() == null) {
      begin();
    } else {
      loop("Startup", container.getStartupProbe(), this::startup);
    }
  }

  private synchronized void startup(boolean success) {
    if (!success) {
      fail("startup");
    } else if (!started) {
      loops.removeFirst().close();
      begin();
      changed.run();
    }
  }

  private void begin() {
    started = true;
    if (container.getReadinessProbe() == null) {
      ready = true;
    } else {
      loop("Readiness", container.getReadinessProbe(), this::readiness);
    }
    if (container.getLivenessProbe() != null) {
      loop("Liveness", container.getLivenessProbe(), success -> liveness(success));
    }
  }

  private synchronized void readiness(boolean success) {
    if (ready != success) {
      ready = success;
      changed.run();
    }
  }

  private synchronized void liveness(boolean success) {
    if (!success) {
      fail("liveness");
    }
  }

  private void fail(String which) {
    if (fatal == null) {
      fatal = which;
      changed.run();
    }
  }

  private interface Decision {
    void take(boolean success);
  }

  private void loop(String kind, Probe probe, Decision decision) {
    if (closed) {
      return;
    }
    var name =
        "%s probe of %s/%s".formatted(kind, pod.getMetadata().getName(), container.getName());
    loops.add(
        new ProbeLoop(
            name,
            checks.apply(probe),
            new ProbeLoop.Listener() {
              @Override
              public void failed(String message) {
                events.warning(
                    pod, container.getName(), "Unhealthy", kind + " probe failed: " + message);
              }

              @Override
              public void decided(boolean success) {
                decision.take(success);
              }
            }));
  }

  synchronized boolean started() {
    return started;
  }

  synchronized boolean ready() {
    return started && ready;
  }

  /** The kind of probe that wants the container killed, or null. */
  synchronized String fatal() {
    return fatal;
  }

  @Override
  public synchronized void close() {
    closed = true;
    loops.forEach(ProbeLoop::close);
  }
}
