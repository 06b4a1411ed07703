package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** Members whose data is no good, or whose volumes nobody wants any more, under load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RepairIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;

  @BeforeAll
  void threeServeALoad() throws Exception {
    cluster = RunningCluster.withOperator("repair");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    awaitWrites();
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void corruptDataIsSetAsideAndCopiedAgain(TestReporter reporter) throws Exception {
    var victim = members.followers().getFirst();
    var before = configVersion();
    long epoch = members.epoch();
    var volume = claimUid(victim);

    spoil(victim, RepairIT::corrupt);

    awaitRejoined(victim, before, "RepairingMember");
    assertThat(claimUid(victim)).isEqualTo(volume);
    assertThat(setAside(victim)).hasSize(1);
    assertThat(disk(victim).resolve(setAside(victim).getFirst()).resolve("version-2"))
        .isDirectoryContaining(f -> f.getFileName().toString().startsWith("snapshot."));
    assertThat(members.epoch()).as("no election").isEqualTo(epoch);
    reporter.publishEntry("events", String.join(", ", user.eventReasons(ZK)));
  }

  @Test
  @Order(2)
  void soIsTheDataOfAnotherMember() throws Exception {
    var victim = members.followers().getLast();
    var before = configVersion();

    spoil(victim, version2 -> Files.writeString(version2.resolveSibling("myid"), "77\n"));

    awaitRejoined(victim, before, "RepairingMember");
    assertThat(disk(victim).resolve(setAside(victim).getLast()).resolve("myid")).hasContent("77");
  }

  @Test
  @Order(3)
  void aMemberThatBreaksAgainAtOnceIsLeftToAPerson() throws Exception {
    var victim = members.followers().getLast();
    var before = configVersion();

    spoil(victim, version2 -> Files.writeString(version2.resolveSibling("myid"), "77\n"));

    cluster.await("refusal", () -> user.condition(ZK, "Ready").equals("False RepairFailed"));
    assertThat(user.message(ZK, "Ready"))
        .contains("although it was repaired at", "kubectl annotate pod " + victim);
    assertThat(configVersion()).isEqualTo(before);

    user.annotatePod(victim, Labels.REPLACE, "true");
    awaitRejoined(victim, before, "ReplacingMember");
    assertThat(setAside(victim)).as("a new volume").isEmpty();
  }

  @Test
  @Order(4)
  void theLeaderIsReplacedForOneElection() {
    var victim = members.leader().orElseThrow();
    var before = configVersion();
    var volume = claimUid(victim);
    long epoch = members.epoch();

    user.annotatePod(victim, Labels.REPLACE, "true");

    awaitRejoined(victim, before, "ReplacingMember");
    assertThat(claimUid(victim)).isNotEqualTo(volume);
    assertThat(members.epoch()).as("one election").isEqualTo(epoch + 1);
  }

  @Test
  @Order(5)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    load.assertKept(reporter);
  }

  private interface Spoil {
    void in(Path version2) throws IOException;
  }

  /** Its name is held back, so that it does not start before the harm is done. */
  private void spoil(String pod, Spoil harm) throws IOException {
    var mishaps = new Mishaps(cluster, ZK);
    mishaps.holdBack(pod);
    members.kill(List.of(pod));
    harm.in(disk(pod).resolve("version-2"));
    mishaps.letGo(pod);
  }

  private static void corrupt(Path version2) throws IOException {
    try (var files = Files.list(version2)) {
      for (var file :
          files.filter(f -> f.getFileName().toString().matches("(snapshot|log)\\..*")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
  }

  /** Out of the configuration and in again, which are two versions. */
  private void awaitRejoined(String pod, String before, String reason) {
    cluster.await(
        pod + " leaves and joins",
        () ->
            !members.configVersion().equals(Optional.of(before))
                && members.voters().equals(List.of(1, 2, 3))
                && members.mode(pod).equals("follower")
                && user.isReady(ZK));
    user.awaitEvents(ZK, reason);
    awaitWrites();
  }

  private String configVersion() {
    return members.configVersion().orElseThrow();
  }

  private Path disk(String pod) {
    return cluster.local().kubelet().disk("default", "data-" + pod);
  }

  private List<String> setAside(String pod) {
    return Stream.of(Optional.ofNullable(disk(pod).toFile().list()).orElseThrow())
        .filter(name -> name.startsWith("set-aside-"))
        .sorted()
        .toList();
  }

  private String claimUid(String pod) {
    var claims = cluster.local().client().persistentVolumeClaims().inNamespace("default");
    return claims.withName("data-" + pod).get().getMetadata().getUid();
  }

  private void awaitWrites() {
    int promised = load.acknowledged();
    cluster.await("some writes", () -> load.acknowledged() > promised + 50);
  }
}
