package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.TestReporter;

/** Three members under client load, which are changed one after the other. */
final class RollingEnsemble {
  static final String ZK = "zk";

  final RunningCluster cluster;
  final ClusterUser user;
  final Members members;
  final ClientLoad load;

  private RollingEnsemble(RunningCluster cluster) throws Exception {
    this.cluster = cluster;
    this.user = cluster.user();
    this.members = cluster.members(ZK);
    user.awaitReady(ZK);
    this.load = ClientLoad.on(members::addresses);
  }

  static RollingEnsemble of(String manifest, String story) throws Exception {
    var cluster = RunningCluster.withOperator(story);
    cluster.user().apply(manifest);
    return new RollingEnsemble(cluster);
  }

  static String manifest(String version, String line) {
    return Manifest.ensemble(ZK, 3, line).replace("3.9.5\"", version + "\"");
  }

  /** Waits until every pod is another than before, and the ensemble is whole again. */
  void awaitThreeNewPods(List<String> before) {
    awaitThreeNewPods(before, () -> {});
  }

  private void awaitThreeNewPods(List<String> before, Runnable meanwhile) {
    cluster.await(
        "three new pods",
        () -> {
          meanwhile.run();
          return members.uids().size() == 3 && members.uids().stream().noneMatch(before::contains);
        });
    user.awaitReady(ZK);
  }

  /**
   * Restarts every member by a change, at the cost of one election.
   *
   * @return what the status called the running version meanwhile
   */
  Set<String> rolls(String what, Runnable change, TestReporter reporter) {
    var order = members.followersThenLeader();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();
    Set<String> versions = new TreeSet<>();

    change.run();
    awaitThreeNewPods(before, () -> user.status(ZK).map(s -> s.version()).ifPresent(versions::add));

    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    reporter.publishEntry(what, load.course(begin));
    return versions;
  }

  void close() throws Exception {
    load.close();
    cluster.close();
  }
}
