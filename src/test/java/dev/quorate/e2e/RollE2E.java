package dev.quorate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** Changes reach members on a real node, with clients all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollE2E {
  private static final String NAMESPACE = "e2e-roll";

  private Story story;
  private RealCluster cluster;
  private EnsembleOnCluster zk;
  private ClientLoad load;

  @BeforeAll
  void install() throws Exception {
    story = Story.in(NAMESPACE);
    cluster = story.cluster();
    zk = story.zk();
    zk.apply(Story.example("quickstart"));
    zk.awaitReady();
    load = ClientLoad.on(zk::addresses);
  }

  @AfterAll
  void clean() {
    if (load != null) {
      load.close();
    }
    if (story != null) {
      story.close();
    }
  }

  private void edit(String spec) {
    cluster.kubectl(
        "-n",
        NAMESPACE,
        "patch",
        "zk",
        "zk",
        "--type=merge",
        "-p",
        "{\"spec\":%s}".formatted(spec));
  }

  private void rolls(Runnable change, String what, TestReporter reporter) {
    var leader = zk.leader();
    var before = zk.lives();
    var begin = Instant.now();
    change.run();
    cluster.await(
        "three new pods", NAMESPACE, () -> zk.lives().stream().noneMatch(before::contains));
    zk.awaitReady();
    assertThat(zk.leader()).isNotEqualTo(leader);
    reporter.publishEntry(
        what,
        "%d ms, longest write gap %d ms"
            .formatted(
                Duration.between(begin, Instant.now()).toMillis(),
                load.longestWriteGap(begin).toMillis()));
  }

  @Test
  @Order(1)
  void anEditOfTheConfigurationRestartsEveryMember(TestReporter reporter) {
    rolls(() -> edit("{\"config\":{\"tickTime\":\"1900\"}}"), "configuration", reporter);
  }

  @Test
  @Order(2)
  void soDoesKubectlRolloutRestart(TestReporter reporter) {
    rolls(
        () -> cluster.kubectl("-n", NAMESPACE, "rollout", "restart", "statefulset/zk"),
        "rollout restart",
        reporter);
  }

  @Test
  @Order(3)
  void anImageThatIsNotThereStopsAtTheFirstMemberAndItsCorrectionHeals() {
    var others = List.of(zk.leader(), zk.followers().getLast());
    edit("{\"image\":\"zookeeper:no-such-tag\"}");
    zk.await("Stalled", "True ImageUnavailable");
    assertThat(zk.message("Stalled")).contains(zk.followers().getFirst(), "no-such-tag");
    assertThat(zk.addresses()).containsKeys(others.toArray(String[]::new));
    edit("{\"image\":null}");
    zk.awaitReady();
  }

  @Test
  @Order(4)
  void aNodeDrainDuringARollTakesNoSecondVoter() {
    var follower = zk.followers().getLast();
    cluster.kubectl(
        "-n", NAMESPACE, "annotate", "pod", zk.followers().getFirst(), Labels.RESTART + "=true");
    cluster.await("a member restarts", NAMESPACE, () -> zk.condition("Ready").startsWith("False"));
    assertThat(zk.evict(follower).text()).contains("violate the pod's disruption budget");
    zk.awaitReady();
  }

  @Test
  @Order(5)
  void noWriteAndNoSessionWasLostInAllThat(TestReporter reporter) throws Exception {
    var account = load.settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    account.assertKept();
  }
}
