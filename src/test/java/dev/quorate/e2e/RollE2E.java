package dev.quorate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
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

  /** Every pod is made anew once, with the two others ready. */
  private void rolls(String what, Runnable change, TestReporter reporter) {
    var leader = zk.leader();
    var before = zk.uids();
    var begin = Instant.now();
    try (var departures = new Departures(zk)) {
      change.run();
      awaitThreeNewPods(before);
      assertThat(departures.othersReady()).containsExactly(2L, 2L, 2L);
    }
    assertThat(zk.leader()).isNotEqualTo(leader);
    reporter.publishEntry(what, load.course(begin));
  }

  private void awaitThreeNewPods(List<String> before) {
    cluster.await(
        "three new pods",
        NAMESPACE,
        () -> zk.uids().size() == 3 && zk.uids().stream().noneMatch(before::contains));
    zk.awaitReady();
  }

  private void restartTheStatefulSetUntilAMemberHasGone() {
    var before = zk.uids();
    cluster.kubectl("-n", NAMESPACE, "rollout", "restart", "statefulset/zk");
    cluster.await("a member restarts", NAMESPACE, () -> !zk.uids().equals(before));
  }

  @Test
  @Order(1)
  void anEditOfTheConfigurationRestartsEveryMember(TestReporter reporter) {
    rolls("configuration", () -> zk.edit("{\"config\":{\"tickTime\":\"1900\"}}"), reporter);
  }

  @Test
  @Order(2)
  void soDoesAnOlderReleaseAndTheWayBack(TestReporter reporter) {
    rolls("3.9.5 to 3.9.4", () -> zk.edit("{\"version\":\"3.9.4\"}"), reporter);
    assertThat(zk.resource().get().getStatus().version()).isEqualTo("3.9.4");
    rolls("3.9.4 to 3.9.5", () -> zk.edit("{\"version\":null}"), reporter);
    assertThat(zk.resource().get().getStatus().version()).isEqualTo("3.9.5");
  }

  @Test
  @Order(3)
  void soDoesKubectlRolloutRestartWhileTheOperatorIsReplaced(TestReporter reporter) {
    rolls(
        "rollout restart with new operators",
        () -> {
          restartTheStatefulSetUntilAMemberHasGone();
          story.operator().restart();
        },
        reporter);
  }

  @Test
  @Order(4)
  void anImageThatIsNotThereStopsAtTheFirstMemberAndItsCorrectionHeals() {
    var first = zk.followers().getFirst();
    var before = zk.uids();
    zk.edit("{\"image\":\"zookeeper:no-such-tag\"}");
    zk.await("Stalled", "True ImageUnavailable");
    assertThat(zk.message("Stalled")).contains(first, "no-such-tag");
    zk.edit("{\"image\":null}");
    zk.awaitReady();
    assertThat(zk.uids()).filteredOn(before::contains).as("never touched").hasSize(2);
  }

  /**
   * The node takes pods again as soon as the drain has begun, so it stands for the others that
   * members move to.
   */
  @Test
  @Order(5)
  void aDrainDuringARollTakesNoSecondVoter() throws Exception {
    var before = zk.uids();
    var nodes = zk.nodes();
    var drain = new FutureTask<>(() -> zk.drain(nodes, "240s"));
    try (var departures = new Departures(zk)) {
      restartTheStatefulSetUntilAMemberHasGone();
      Thread.startVirtualThread(drain);
      try {
        cluster.await("the drain begins", NAMESPACE, () -> cluster.isCordoned(nodes.getFirst()));
      } finally {
        cluster.uncordon(nodes);
      }
      var drained = drain.get();
      assertThat(drained.exitCode()).as(drained.text()).isZero();
      awaitThreeNewPods(before);
      Set<Long> others = new TreeSet<>(departures.othersReady());
      assertThat(others).as(drained.text()).containsExactly(2L);
    }
  }

  /** Nothing but the clock tells the operator that a window has opened. */
  @Test
  @Order(6)
  void aChangeWaitsForItsWindowAndThenForItsCanary(TestReporter reporter) {
    var opens = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(75).truncatedTo(ChronoUnit.MINUTES);
    var before = zk.uids();
    zk.edit(
        """
        {"config": {"tickTime": "1800"}, "rollout": {"canarySoakSeconds": 10, "windows": [
          {"schedule": "%d %d * * *", "duration": "1h"}]}}
        """
            .formatted(opens.getMinute(), opens.getHour()));
    zk.await("Reconciling", "True WaitingForWindow");
    assertThat(zk.message("Reconciling"))
        .contains(opens.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")));
    assertThat(zk.uids()).containsExactlyInAnyOrderElementsOf(before);

    rolls(
        "a window that opens, and a canary",
        () ->
            cluster.await(
                "the canary soaks",
                NAMESPACE,
                () -> "CanarySoaking".equals(zk.resource().get().getStatus().rollout().reason())),
        reporter);
    assertThat(ZonedDateTime.now(ZoneOffset.UTC)).isAfter(opens);
    cluster.await(
        "the canary is told of",
        NAMESPACE,
        () -> cluster.kubectl("-n", NAMESPACE, "get", "events").contains("CanaryPassed"));
    zk.edit("{\"rollout\": null}");
    zk.awaitReady();
  }

  /** Being paused and resumed proves that the operator has looked. */
  @Test
  @Order(7)
  void aCordonedNodeTriggersNothing() {
    var before = zk.lives();
    var nodes = zk.nodes();
    cluster.cordon(nodes);
    try {
      zk.edit("{\"paused\":true}");
      zk.await("Paused", "True Paused");
      zk.edit("{\"paused\":null}");
      zk.await("Paused", "False AsExpected");
      zk.awaitReady();
      assertThat(zk.lives()).isEqualTo(before);
    } finally {
      cluster.uncordon(nodes);
    }
  }

  @Test
  @Order(8)
  void noWriteAndNoSessionWasLostInAllThat(TestReporter reporter) throws Exception {
    load.assertKept(reporter);
  }
}
