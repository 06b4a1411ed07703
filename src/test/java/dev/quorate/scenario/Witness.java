package dev.quorate.scenario;

import dev.quorate.testing.MemberModes;
import dev.quorate.testing.ToldStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Looks at status and at the servers five times a second, and writes down both. */
final class Witness implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final ClusterUser user;
  private final Members members;
  private final String ensemble;
  private final List<Moment> moments = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;

  private Witness(RunningCluster cluster, String ensemble) {
    this.user = cluster.user();
    this.members = cluster.members(ensemble);
    this.ensemble = ensemble;
    this.thread = Thread.ofVirtual().name("witness").start(this::look);
  }

  static Witness of(RunningCluster cluster, String ensemble) {
    return new Witness(cluster, ensemble);
  }

  private void look() {
    while (!stopped) {
      var modes = new TreeMap<String, String>();
      members.addresses().forEach((pod, address) -> modes.put(pod, MemberModes.at(address)));
      int away = members.votersAway();
      user.status(ensemble)
          .ifPresent(status -> write(new Moment(Instant.now(), status, modes, away)));
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized void write(Moment moment) {
    moments.add(moment);
  }

  synchronized List<Moment> moments() {
    return List.copyOf(moments);
  }

  /** What a condition said, in turn, each time once. */
  List<String> told(String condition) {
    List<String> told = new ArrayList<>();
    for (var moment : moments()) {
      var now = ToldStatus.condition(moment.status(), condition);
      if (told.isEmpty() || !told.getLast().equals(now)) {
        told.add(now);
      }
    }
    return told;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
