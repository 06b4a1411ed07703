package dev.quorate.scenario;

import dev.quorate.cli.Terminal;
import dev.quorate.scenario.gameday.GameDay.Fault;
import dev.quorate.scenario.gameday.GameDay.Injection;
import dev.quorate.scenario.load.Burden;
import dev.quorate.scenario.load.Crowd;
import dev.quorate.scenario.load.Pressure;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults of a game day, for one ensemble of three that runs. */
final class Faults {
  static final String MAX_CONNECTIONS = "60";

  /** A member that is restarted when a fault is over is missed for as long as that takes. */
  private static final Set<String> OF_A_RESTART = Set.of("OneFailureFromOutage", "MemberMissing");

  private static final int SLOW_MILLIS = 150;
  private static final int LARGE = 800_000;

  private final RunningCluster cluster;
  private final String ensemble;
  private final Members members;
  private final Mishaps mishaps;
  private final ClusterUser user;

  Faults(RunningCluster cluster, String ensemble) {
    this.cluster = cluster;
    this.ensemble = ensemble;
    this.members = cluster.members(ensemble);
    this.mishaps = new Mishaps(cluster, ensemble);
    this.user = cluster.user();
  }

  /** Those that are over soon. */
  List<Fault> quick() {
    return List.of(frozen(), full(), corrupt());
  }

  /** All, that which elections are left from at last: they are told for ten minutes. */
  List<Fault> all() {
    return List.of(
        frozen(),
        full(),
        corrupt(),
        nameless(),
        cutOff(),
        slowDisk(),
        crowded(),
        dyingClients(),
        largeNode(),
        dyingLeaders());
  }

  /** The member is a new pod then, with nothing to tell of the time before. */
  private void restart(String pod) {
    user.awaitReady(ensemble);
    var before = members.uids();
    Terminal.at(cluster.local().kubeconfig()).type("restart", ensemble, "--member", pod);
    cluster.await("another pod " + pod, () -> !members.uids().equals(before));
    user.awaitReady(ensemble);
  }

  private String follower() {
    return members.followers().getFirst();
  }

  private String address(String pod) {
    return members.addresses().get(pod);
  }

  /** Something that is done to one follower, which is restarted when that is over. */
  private abstract class OfFollower implements Injection {
    private String pod;

    @Override
    public final String inject() {
      pod = follower();
      harm(pod);
      return pod;
    }

    @Override
    public final void heal() {
      help(pod);
      restart(pod);
    }

    abstract void harm(String follower);

    abstract void help(String follower);
  }

  private Fault frozen() {
    return new Fault(
        "a follower's process stands still",
        "MemberMissing",
        Set.of("LongPauses"),
        new OfFollower() {
          @Override
          void harm(String follower) {
            mishaps.freeze(follower);
          }

          @Override
          void help(String follower) {
            mishaps.thaw(follower);
          }
        });
  }

  private Fault full() {
    return new Fault(
        "a follower's volume is full",
        "DiskFull",
        Set.of(),
        new OfFollower() {
          @Override
          void harm(String follower) {
            mishaps.replaceOnFullDisk(follower);
          }

          @Override
          void help(String follower) {
            mishaps.makeRoom(follower);
          }
        });
  }

  private Fault corrupt() {
    return new Fault(
        "a follower's data cannot be read",
        "CorruptData",
        Set.of(),
        new OfFollower() {
          @Override
          void harm(String follower) {
            mishaps.replaceOnCorruptData(follower);
          }

          @Override
          void help(String follower) {
            // The operator does: it sets the data aside, and the member copies the leader's.
          }
        });
  }

  private Fault nameless() {
    return new Fault(
        "DNS has lost a follower's name, and the follower starts",
        "NameUnresolved",
        Set.of(),
        new OfFollower() {
          @Override
          void harm(String follower) {
            mishaps.holdBack(follower);
            mishaps.delete(follower);
          }

          @Override
          void help(String follower) {
            mishaps.letGo(follower);
          }
        });
  }

  private Fault cutOff() {
    return new Fault(
        "a follower starts, and does not reach the leader",
        "PeerUnreachable",
        Set.of(),
        new OfFollower() {
          private String leader;

          @Override
          void harm(String follower) {
            leader = members.leader().orElseThrow();
            mishaps.holdBack(leader);
            mishaps.delete(follower);
          }

          @Override
          void help(String follower) {
            mishaps.letGo(leader);
          }
        });
  }

  private Fault slowDisk() {
    return new Fault(
        "the leader's disk is slow",
        "SlowLogDisk",
        OF_A_RESTART,
        new Injection() {
          private final SlowDisk disk = cluster.slowDisk();
          private String leader;
          private Pressure clients;

          @Override
          public String inject() throws Exception {
            leader = members.leader().orElseThrow();
            disk.delay(mishaps.process(leader), SLOW_MILLIS);
            clients = new Pressure(() -> members.addresses().values(), 3);
            return leader;
          }

          @Override
          public void heal() {
            disk.delay(mishaps.process(leader), 0);
            clients.close();
            restart(leader);
          }
        });
  }

  private Fault crowded() {
    return new Fault(
        "one client opens more connections than it may",
        "ConnectionLimit",
        Set.of("SessionsExpiring"),
        new Injection() {
          private Crowd crowd;

          @Override
          public String inject() throws Exception {
            var pod = follower();
            crowd = new Crowd(address(pod));
            crowd.stays(Integer.parseInt(MAX_CONNECTIONS), "127.77.0.1");
            crowd.keepsComing(5, 30_000, () -> "127.77.0.1");
            return pod;
          }

          @Override
          public void heal() throws IOException {
            crowd.close();
          }
        });
  }

  private Fault dyingClients() {
    return new Fault(
        "clients die and come back, one after the other",
        "SessionsExpiring",
        Set.of(),
        new Injection() {
          private final AtomicInteger host = new AtomicInteger();
          private Crowd crowd;

          @Override
          public String inject() {
            var leader = members.leader().orElseThrow();
            crowd = new Crowd(address(leader));
            crowd.keepsComing(15, 4000, () -> "127.78.0." + (1 + host.incrementAndGet() % 250));
            return leader;
          }

          @Override
          public void heal() throws IOException {
            crowd.close();
          }
        });
  }

  private Fault largeNode() {
    return new Fault(
        "a client writes and reads a node of 800 KB",
        "OversizeData",
        OF_A_RESTART,
        new Injection() {
          private String leader;

          @Override
          public String inject() throws Exception {
            leader = members.leader().orElseThrow();
            try (var client = new Burden(() -> List.of(address(leader)))) {
              client.large(LARGE);
            }
            return leader;
          }

          @Override
          public void heal() {
            members.pods().forEach(Faults.this::restart);
          }
        });
  }

  private Fault dyingLeaders() {
    return new Fault(
        "leaders die, one after the other",
        "ContainerRestarted",
        Set.of("LeaderFlapping"),
        new Injection() {
          @Override
          public String inject() {
            var first = members.leader().orElseThrow();
            die(first);
            die(members.leader().orElseThrow());
            return first;
          }

          private void die(String leader) {
            members.kill(List.of(leader));
            cluster.await(
                "another leader",
                () ->
                    members.leader().filter(l -> !l.equals(leader)).isPresent()
                        && members.areWhole());
          }

          @Override
          public void heal() {
            user.awaitReady(ensemble);
          }

          @Override
          public boolean isOverSoon() {
            return false;
          }
        });
  }
}
