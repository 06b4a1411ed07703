package dev.quorate.e2e;

import dev.quorate.scenario.gameday.GameDay.Fault;
import dev.quorate.scenario.gameday.GameDay.Injection;
import dev.quorate.scenario.load.Crowd;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Faults that can be injected with kubectl and as a client, into one ensemble of three. */
final class FaultsOnCluster {
  static final int MAX_CONNECTIONS = 60;

  /** Whatever address leads to the member. */
  private static final String HERE = "0.0.0.0";

  private final RealCluster cluster;
  private final EnsembleOnCluster zk;

  FaultsOnCluster(RealCluster cluster, EnsembleOnCluster zk) {
    this.cluster = cluster;
    this.zk = zk;
  }

  /** A restart is told for ten minutes, so the fault that is one comes last. */
  List<Fault> all() {
    return List.of(unschedulable(), corrupt(), crowded(), dyingClients(), endedLeader());
  }

  private Fault unschedulable() {
    return new Fault(
        "no node takes a follower that was deleted",
        "MemberMissing",
        Set.of(),
        new Injection() {
          private final List<String> nodes = zk.nodes();

          @Override
          public String inject() {
            var follower = zk.followers().getFirst();
            cluster.cordon(nodes);
            zk.deletePod(follower);
            return follower;
          }

          @Override
          public void heal() {
            cluster.uncordon(nodes);
            zk.awaitReady();
          }
        });
  }

  private Fault corrupt() {
    return new Fault(
        "a follower's data cannot be read",
        "CorruptData",
        Set.of("MemberMissing", "ContainerRestarted"),
        new Injection() {
          @Override
          public String inject() {
            var follower = zk.followers().getFirst();
            zk.corruptDataOf(follower);
            return follower;
          }

          @Override
          public void heal() {
            zk.awaitReady();
          }
        });
  }

  private Fault crowded() {
    return new Fault(
        "one client opens more connections than it may",
        "ConnectionLimit",
        Set.of("SessionsExpiring"),
        new OfClients() {
          @Override
          String arrive() throws IOException {
            var follower = zk.followers().getFirst();
            come(follower).stays(MAX_CONNECTIONS, HERE).keepsComing(5, 30_000, () -> HERE);
            return follower;
          }
        });
  }

  private Fault dyingClients() {
    return new Fault(
        "clients die and come back, one after the other",
        "SessionsExpiring",
        Set.of(),
        new OfClients() {
          @Override
          String arrive() {
            var leader = zk.leader();
            come(leader).keepsComing(15, 4000, () -> HERE);
            return leader;
          }
        });
  }

  /** Something that clients do to one member. */
  private abstract class OfClients implements Injection {
    private Crowd crowd;

    @Override
    public final String inject() throws IOException {
      return arrive();
    }

    /** Names the member. */
    abstract String arrive() throws IOException;

    final Crowd come(String member) {
      crowd = new Crowd(zk.addresses().get(member));
      return crowd;
    }

    @Override
    public final void heal() throws IOException {
      crowd.close();
    }
  }

  private Fault endedLeader() {
    return new Fault(
        "the leader's process ends",
        "ContainerRestarted",
        Set.of(),
        new Injection() {
          @Override
          public String inject() {
            var leader = zk.leader();
            zk.inside(leader, "kill -TERM 1");
            return leader;
          }

          @Override
          public void heal() {
            zk.awaitReady();
          }

          @Override
          public boolean isOverSoon() {
            return false;
          }
        });
  }
}
