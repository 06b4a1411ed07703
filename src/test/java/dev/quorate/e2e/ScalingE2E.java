package dev.quorate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members come, go and get other data on a real node, with clients all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingE2E {
  private static final String NAMESPACE = "e2e-scaling";

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

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 5, 3, 1, 3})
  @Order(1)
  void scalesTo(int voters, TestReporter reporter) {
    var begin = Instant.now();
    scale(voters);
    zk.awaitReady();
    awaitPods(voters);
    reporter.publishEntry("scale to Ready", millisSince(begin));
    reporter.publishEntry("longest write gap", load.longestWriteGap(begin).toMillis() + " ms");
  }

  private void scale(int voters) {
    cluster.kubectl("-n", NAMESPACE, "scale", "zk/zk", "--replicas=" + voters);
  }

  /** Who has left serves nobody any more, but its pod may take a moment to end. */
  private void awaitPods(int voters) {
    var wanted = IntStream.range(0, voters).mapToObj(i -> "zk-" + i).toList();
    cluster.await(
        "no other pods than " + wanted,
        NAMESPACE,
        () -> List.copyOf(zk.addresses().keySet()).equals(wanted));
  }

  /** A drain while the last one joins waits until the membership is what it shall be. */
  @Test
  @Order(2)
  void nobodyIsEvictedWhileMembersJoin() {
    var follower = zk.followers().getFirst();
    scale(5);
    cluster.await("the last joiner", NAMESPACE, () -> zk.addresses().containsKey("zk-4"));
    var before = zk.lives();
    assertThat(zk.evict(follower).text())
        .contains("Cannot evict pod as it would violate the pod's disruption budget");
    cluster.await("it may go", NAMESPACE, () -> zk.evict(follower).exitCode() == 0);
    // The budget is written before the status.
    zk.await("MembershipInSync", "True MembershipInSync");
    cluster.await("another pod", NAMESPACE, () -> !zk.lives().containsAll(before));
    zk.awaitReady();
    awaitPods(5);
    scale(3);
    zk.awaitReady();
    awaitPods(3);
  }

  @Test
  @Order(3)
  void aFollowerThatLosesItsPodAndItsVolumeIsRepaired(TestReporter reporter) {
    var victim = zk.followers().getFirst();
    var old = volume(victim);
    var begin = Instant.now();
    cluster.kubectl("-n", NAMESPACE, "delete", "pvc", "data-" + victim, "--wait=false");
    cluster.kubectl("-n", NAMESPACE, "delete", "pod", victim, "--wait=false");
    cluster.await(
        "status says so",
        NAMESPACE,
        () -> zk.condition("Degraded").startsWith("True") && zk.message("Ready").contains(victim));
    awaitAnotherVolume(victim, old);
    zk.awaitReady();
    reporter.publishEntry("loss to Ready", millisSince(begin));
    assertThat(cluster.kubectl("-n", NAMESPACE, "logs", victim)).contains("joins as an observer");
    awaitPods(3);
  }

  private Optional<String> volume(String member) {
    var claims = cluster.client().persistentVolumeClaims().inNamespace(NAMESPACE);
    return Optional.ofNullable(claims.withName("data-" + member).get())
        .map(claim -> claim.getMetadata().getUid());
  }

  private void awaitAnotherVolume(String member, Optional<String> old) {
    cluster.await(
        "another volume",
        NAMESPACE,
        () -> volume(member).isPresent() && !volume(member).equals(old));
  }

  @Test
  @Order(4)
  void aFollowerThatIsToBeReplacedVotesOnANewVolume(TestReporter reporter) {
    var victim = zk.followers().getFirst();
    var old = volume(victim);
    var begin = Instant.now();
    cluster.kubectl("-n", NAMESPACE, "annotate", "pod", victim, Labels.REPLACE + "=true");
    awaitAnotherVolume(victim, old);
    zk.awaitReady();
    reporter.publishEntry("annotation to Ready", millisSince(begin));
    reporter.publishEntry("longest write gap", load.longestWriteGap(begin).toMillis() + " ms");
    assertThat(zk.followers()).contains(victim);
    awaitPods(3);
  }

  /** Its container is started again and again, until the operator sees why. */
  @Test
  @Order(5)
  void aFollowerWithCorruptDataSetsItAsideAndVotesAgain(TestReporter reporter) {
    var victim = zk.followers().getFirst();
    var volume = volume(victim);
    var before = setAside(victim);
    var begin = Instant.now();
    zk.corruptDataOf(victim);
    cluster.await("its data is set aside", NAMESPACE, () -> !before.containsAll(setAside(victim)));
    zk.awaitReady();
    reporter.publishEntry("corruption to Ready", millisSince(begin));
    assertThat(zk.followers()).contains(victim);
    assertThat(volume(victim)).isEqualTo(volume);
    cluster.await(
        "it is told",
        NAMESPACE,
        () -> cluster.kubectl("-n", NAMESPACE, "get", "events").contains("RepairingMember"));
  }

  /** Nothing is known while the container does not run. */
  private List<String> setAside(String member) {
    var listed = cluster.tryKubectl("", "-n", NAMESPACE, "exec", member, "--", "ls", "/data");
    return listed.text().lines().filter(name -> name.startsWith("set-aside-")).toList();
  }

  private static String millisSince(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() + " ms";
  }

  @Test
  @Order(6)
  void refusesAnEvenNumber() {
    var refused = cluster.tryKubectl("", "-n", NAMESPACE, "scale", "zk/zk", "--replicas=4");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.text()).contains("spec.replicas", "write 3 or 5");
  }

  @Test
  @Order(7)
  void noWriteAndNoSessionWasLostInAllThat(TestReporter reporter) throws Exception {
    var account = load.assertKept(reporter);
    assertThat(account.acknowledged()).isGreaterThan(100);
  }
}
