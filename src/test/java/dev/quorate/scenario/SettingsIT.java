package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.Manifest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Settings of every kind, set at creation, changed, changed back and removed: after each roll every
 * member says itself that it has what is asked for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettingsIT {
  private static final String ZK = "zk";

  /**
   * One of time, connections, disk, logging of slow disks, one without prefix, and one of the JVM.
   */
  private static final String SET =
      """
      config:
          syncLimit: "7"
          maxClientCnxns: "70"
          snapCount: "5000"
          fsync.warningthresholdms: "4000"
          jute.maxbuffer: "2000000"
        jvm: {heap: 96Mi, options: ["-XX:MaxMetaspaceSize=128m"]}
        logging: {format: JSON}\
      """;

  private static final String CHANGED =
      SET.replace("\"7\"", "\"8\"")
          .replace("\"70\"", "\"80\"")
          .replace("5000", "6000")
          .replace("4000", "4500")
          .replace("2000000", "3000000")
          .replace("128m", "160m")
          .replace("JSON", "Text");

  private static final String REMOVED = "jvm: {heap: 96Mi}";

  private static final Map<String, String> AS_SET =
      Map.of(
          "syncLimit", "7",
          "maxClientCnxns", "70",
          "zookeeper.snapCount", "5000",
          "zookeeper.fsync.warningthresholdms", "4000",
          "jute.maxbuffer", "2000000",
          "-XX:MaxMetaspaceSize", "128m",
          "log", "JSON");

  private static final Map<String, String> AS_CHANGED =
      Map.of(
          "syncLimit", "8",
          "maxClientCnxns", "80",
          "zookeeper.snapCount", "6000",
          "zookeeper.fsync.warningthresholdms", "4500",
          "jute.maxbuffer", "3000000",
          "-XX:MaxMetaspaceSize", "160m",
          "log", "Text");

  private static final Map<String, String> AS_REMOVED =
      Map.of("syncLimit", "5", "maxClientCnxns", "0", "log", "Text");

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;

  @BeforeAll
  void anEnsembleWithSettings() {
    cluster = RunningCluster.withOperator("settings");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(manifest(SET));
    user.awaitReady(ZK);
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  private static String manifest(String settings) {
    return Manifest.ensemble(ZK, 3, settings).replaceFirst("  jvm: \\{heap: 96Mi}\n", "");
  }

  @Test
  @Order(1)
  void thoseOfItsCreationAreInEffect() {
    assertEveryMemberHas(AS_SET);
  }

  @Test
  @Order(2)
  void changedInOneEditByOneRoll() {
    long epoch = members.epoch();
    user.apply(manifest(CHANGED));
    user.awaitReady(ZK);

    assertEveryMemberHas(AS_CHANGED);
    assertThat(members.epoch()).isEqualTo(epoch + 1);
    var history = user.status(ZK).orElseThrow().configurationHistory();
    assertThat(history).hasSize(2);
    assertThat(history.getFirst().changed())
        .containsExactly(
            "logback.xml",
            "pod.spec.containers[zookeeper].env[SERVER_JVMFLAGS].value",
            "zoo.cfg:fsync.warningthresholdms",
            "zoo.cfg:maxClientCnxns",
            "zoo.cfg:snapCount",
            "zoo.cfg:syncLimit");
  }

  @Test
  @Order(3)
  void changedBackWhileTheyAreOnTheWayOut() {
    var before = members.uids();
    user.apply(manifest(REMOVED));
    cluster.await("a member was restarted", () -> !members.uids().equals(before));
    user.apply(manifest(SET));
    user.awaitReady(ZK);

    assertEveryMemberHas(AS_SET);
    assertThat(user.status(ZK).orElseThrow().configurationHistory()).hasSize(4);
  }

  @Test
  @Order(4)
  void removedMeansTheDefaultAgain() {
    user.apply(manifest(REMOVED));
    user.awaitReady(ZK);

    assertEveryMemberHas(AS_REMOVED);
  }

  private void assertEveryMemberHas(Map<String, String> wanted) {
    var pods = members.pods();
    assertThat(pods).hasSize(3);
    for (String pod : pods) {
      var effective = new EffectiveSettings(cluster.local(), members.addresses().get(pod), pod);
      var actual = new TreeMap<String, String>();
      AS_SET.keySet().forEach(key -> effective.of(key).ifPresent(v -> actual.put(key, v)));
      assertThat(actual).as(pod).isEqualTo(new TreeMap<>(wanted));
    }
  }
}
