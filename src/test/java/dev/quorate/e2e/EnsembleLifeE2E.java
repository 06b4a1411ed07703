package dev.quorate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.cli.Terminal;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.scenario.load.ClientLoad.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** The life of one ensemble under an operator for every namespace, with clients all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnsembleLifeE2E {
  private static final String NAMESPACE = "e2e-life";

  private Story story;
  private RealCluster cluster;
  private InstalledOperator operator;
  private EnsembleOnCluster zk;
  private ClientLoad load;

  @BeforeAll
  void install() {
    story = Story.in(NAMESPACE);
    cluster = story.cluster();
    operator = story.operator();
    zk = story.zk();
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

  @Test
  @Order(1)
  void theQuickstartForms(TestReporter reporter) throws Exception {
    var applied = Instant.now();
    zk.apply(Story.example("quickstart"));
    var statefulSet = cluster.client().apps().statefulSets().inNamespace(NAMESPACE).withName("zk");
    cluster.await("StatefulSet", NAMESPACE, () -> statefulSet.get() != null);
    reporter.publishEntry("apply to StatefulSet", since(applied));
    zk.awaitReady();
    reporter.publishEntry("apply to Ready", since(applied));
    assertThat(zk.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
    assertThat(zk.lives()).allMatch(life -> life.endsWith(" 0 restarts"));
  }

  private static String since(Instant moment) {
    return Duration.between(moment, Instant.now()).toMillis() + " ms";
  }

  @Test
  @Order(2)
  void clientsReachItThroughItsServiceByName() throws Exception {
    var connection = "zk-client.%s.svc.cluster.local:2181".formatted(NAMESPACE);
    try (var client = CuratorFrameworkFactory.newClient(connection, new RetryNTimes(20, 500))) {
      client.start();
      client.create().forPath("/by-name", new byte[] {1});
      assertThat(client.getData().forPath("/by-name")).containsExactly(1);
    }
  }

  @Test
  @Order(3)
  void aPersonReachesMembersThroughTheKubernetesApi() {
    assertThat(typed("status"))
        .contains("ready", "quorum 3/3, may lose 1", "leader " + zk.leader(), "Follower");
    assertThat(typed("tree", "/")).contains("── by-name");
    assertThat(typed("top")).contains("zk-0", "zk-1", "zk-2");
  }

  private String typed(String command, String... more) {
    var words =
        Stream.concat(Stream.of(command, "zk", "--namespace=" + NAMESPACE), Stream.of(more));
    var output = Terminal.outside(cluster.kubeconfig()).type(words.toArray(String[]::new));
    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    return output.out();
  }

  @Test
  @Order(4)
  void nothingThatWasAppliedHasDrifted() throws Exception {
    var quickstart = Story.example("quickstart");
    var diff = cluster.tryKubectl(quickstart, "-n", NAMESPACE, "diff", "-f", "-");
    assertThat(diff.exitCode()).as(diff.text()).isZero();
    assertThat(cluster.kubectlWith(quickstart, "-n", NAMESPACE, "apply", "-f", "-"))
        .contains("zk unchanged");
    var installed = cluster.tryKubectl("", "diff", "--server-side", "-k", "deploy");
    assertThat(installed.exitCode()).as(installed.text()).isZero();
  }

  @Test
  @Order(5)
  void replacingTheOperatorDisturbsNoMember(TestReporter reporter) throws Exception {
    load = ClientLoad.on(zk::addresses);
    var before = zk.lives();
    operator.restart();
    reporter.publishEntry("active replica asked to end", operator.handOver().toMillis() + " ms");
    reporter.publishEntry(
        "active replica deleted by force", operator.failOver().toMillis() + " ms");
    zk.awaitReady();
    assertThat(zk.lives()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void aFollowerThatEndsComesBackInItsPod(TestReporter reporter) {
    endsAndComesBack(zk.followers().getFirst(), reporter);
  }

  @Test
  @Order(7)
  void theLeaderThatEndsComesBackInItsPod(TestReporter reporter) {
    endsAndComesBack(zk.leader(), reporter);
  }

  private void endsAndComesBack(String member, TestReporter reporter) {
    var before = zk.lives();
    var ended = Instant.now();
    zk.inside(member, "kill -TERM 1");
    cluster.await(member + " is started again", NAMESPACE, () -> !zk.lives().equals(before));
    zk.awaitReady();
    reporter.publishEntry("end of a member to Ready", since(ended));
  }

  @Test
  @Order(8)
  void aDeletedMemberIsMadeAgain(TestReporter reporter) {
    var before = zk.lives();
    var deleted = Instant.now();
    zk.deletePod(zk.leader());
    cluster.await("a new pod", NAMESPACE, () -> !zk.lives().equals(before));
    zk.awaitReady();
    reporter.publishEntry("deletion of a member to Ready", since(deleted));
  }

  @Test
  @Order(9)
  void drainingTakesOneMemberAndMakesTheSecondWait() {
    var followers = zk.followers();
    assertThat(followers).hasSize(2);
    assertThat(zk.evict(followers.getFirst()).exitCode()).isZero();
    assertThat(zk.evict(followers.getLast()).text())
        .contains("Cannot evict pod as it would violate the pod's disruption budget");
    zk.awaitReady();
    cluster.await(
        "the second may go", NAMESPACE, () -> zk.evict(followers.getLast()).exitCode() == 0);
    zk.awaitReady();
  }

  @Test
  @Order(10)
  void aDrainStopsAfterOneMemberWhenNoOtherNodeTakesIt() {
    var before = zk.lives();
    var nodes = zk.nodes();
    var drained = zk.drain(nodes, "20s");
    var left = zk.lives().stream().filter(before::contains).toList();
    cluster.uncordon(nodes);
    assertThat(drained.exitCode()).as(drained.text()).isNotZero();
    assertThat(drained.text())
        .contains("Cannot evict pod as it would violate the pod's disruption budget");
    assertThat(left).hasSize(2);
    zk.awaitReady();
  }

  /**
   * Its nodes may take members again at once, so they stand for the others that members move to.
   */
  @Test
  @Order(11)
  void aDrainMovesOneMemberAfterTheOther(TestReporter reporter) throws Exception {
    var before = zk.lives();
    var nodes = zk.nodes();
    var start = Instant.now();
    // Not in the common pool, which the client needs.
    var drain = new FutureTask<>(() -> zk.drain(nodes, "240s"));
    try (var departures = new Departures(zk)) {
      Thread.startVirtualThread(drain);
      try {
        cluster.await("the drain begins", NAMESPACE, () -> !zk.lives().equals(before));
      } finally {
        cluster.uncordon(nodes);
      }
      var drained = drain.get();
      assertThat(drained.exitCode()).as(drained.text()).isZero();
      assertThat(departures.othersReady()).as(drained.text()).containsExactly(2L, 2L, 2L);
    }
    zk.awaitReady();
    reporter.publishEntry("drain of three members", since(start));
    assertThat(zk.lives()).doesNotContainAnyElementsOf(before);
  }

  @Test
  @Order(12)
  void noWriteAndNoSessionWasLostInAllThat(TestReporter reporter) throws Exception {
    Account account = load.assertKept(reporter);
    assertThat(account.acknowledged()).isGreaterThan(100);
  }

  @Test
  @Order(13)
  void anInvalidChangeIsRefusedWithFieldReasonAndRemedy() throws Exception {
    var refused =
        cluster.tryKubectl(
            Story.example("quickstart").replace("replicas: 3", "replicas: 4"),
            "-n",
            NAMESPACE,
            "apply",
            "-f",
            "-");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.text()).contains("spec.replicas", "no more failures", "write 3 or 5");
  }

  @Test
  @Order(14)
  void deletedAndCreatedAgainItHasItsData() throws Exception {
    zk.delete();
    assertThat(zk.claims()).containsExactly("data-zk-0", "data-zk-1", "data-zk-2");
    zk.apply(Story.example("quickstart"));
    zk.awaitReady();
    clientsReadWhatWasWritten();
  }

  private static void clientsReadWhatWasWritten() throws Exception {
    var connection = "zk-client.%s.svc.cluster.local:2181".formatted(NAMESPACE);
    try (var client = CuratorFrameworkFactory.newClient(connection, new RetryNTimes(20, 500))) {
      client.start();
      assertThat(client.getData().forPath("/by-name")).containsExactly(1);
    }
  }

  @Test
  @Order(15)
  void anImageThatCannotBePulledIsNamedAndItsCorrectionHeals() {
    var other = new EnsembleOnCluster(cluster, NAMESPACE, "other");
    other.apply(small("other", "image: zookeeper:no-such-tag"));
    other.await("Ready", "False ImageUnavailable");
    assertThat(other.message("Ready")).contains("zookeeper:no-such-tag");
    other.apply(small("other", ""));
    other.awaitReady();
    other.delete();
  }

  @Test
  @Order(16)
  void aMemberThatFitsOnNoNodeIsNamedAndItsCorrectionHeals() {
    var tall = new EnsembleOnCluster(cluster, NAMESPACE, "tall");
    tall.apply(small("tall", "pod: {nodeSelector: {no: such-node}}"));
    cluster.await("reason", NAMESPACE, () -> tall.message("Ready").contains("node"));
    assertThat(tall.condition("Ready")).startsWith("False");
    tall.apply(small("tall", ""));
    tall.awaitReady();
    tall.delete();
  }

  private static String small(String name, String line) {
    return """
    apiVersion: zookeeper.quorate.dev/v1alpha1
    kind: ZookeeperCluster
    metadata:
      name: %s
    spec:
      replicas: 1
      jvm: {heap: 96Mi}
      storage: {data: {size: 1Gi}}
      %s
    """
        .formatted(name, line);
  }

  @Test
  @Order(17)
  void withoutTheOperatorTheEnsembleServesOn() throws Exception {
    var before = zk.lives();
    operator.uninstall();
    assertThat(zk.lives()).isEqualTo(before);
    clientsReadWhatWasWritten();
    assertThat(cluster.kubectl("get", "crd")).contains("zookeeperclusters.zookeeper.quorate.dev");
    operator = InstalledOperator.byKustomize(cluster, "deploy");
    zk.awaitReady();
    assertThat(zk.lives()).isEqualTo(before);
  }
}
