package dev.quorate.bench;

import dev.quorate.testing.MemberModes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Three real members: from nothing to ready, and after one of them is killed. */
final class EnsembleBench implements Benchmark {
  private static final int ENSEMBLES = 3;
  private static final Budget READY = Budget.max(12_000, "ms");
  private static final Budget SYNCED = Budget.max(15_000, "ms");

  private final List<Duration> pods = new ArrayList<>();
  private final List<Duration> ready = new ArrayList<>();
  private final List<Duration> follower = new ArrayList<>();
  private final List<Duration> leader = new ArrayList<>();

  @Override
  public void measure(Table table) throws Exception {
    var build = OperatorBuild.pack();
    try (var node = Node.start("ensemble");
        var _ = build.start(node.environment(), "ensemble-operator")) {
      for (int i = 0; i < ENSEMBLES; i++) {
        String name = "zk" + i;
        form(node, name);
        String leads = node.leader(name);
        String follows = leads.equals(name + "-0") ? name + "-1" : name + "-0";
        follower.add(kill(node, name, follows));
        leader.add(kill(node, name, leads));
        node.delete(name);
      }
    }
    table.add("cluster → three members ready", READY, Samples.millis(pods));
    table.add("cluster → condition Ready", Samples.millis(ready));
    table.add("follower killed → synced again", SYNCED, Samples.millis(follower));
    table.add("leader killed → synced again", SYNCED, Samples.millis(leader));
    table.note(
        "Local cluster, so images need no pull; the kubelet, three ZooKeeper processes and the"
            + " operator share the processors. The first ensemble is the operator's first.");
  }

  private void form(Node node, String name) {
    var before = Instant.now();
    node.create(name);
    Until.holds("three ready pods", () -> node.readyPods(name) == 3);
    pods.add(Duration.between(before, Instant.now()));
    node.awaitReady(name);
    ready.add(Duration.between(before, Instant.now()));
    Until.holds("all synced", () -> node.synced(name) == 3);
  }

  /** Until status says so, after the member's own word that it serves again. */
  private static Duration kill(Node node, String name, String pod) {
    var address = node.address(name, pod);
    var before = Instant.now();
    node.kill(pod);
    Until.holds("the member is gone", () -> MemberModes.at(address).equals(MemberModes.NONE));
    Until.holds("status says so", () -> node.synced(name) < 3);
    Until.holds("the member serves", () -> !MemberModes.at(address).equals(MemberModes.NONE));
    Until.holds("status says so", () -> node.synced(name) == 3);
    return Duration.between(before, Instant.now());
  }
}
