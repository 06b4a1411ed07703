package dev.quorate.desired;

import static dev.quorate.testing.MemberModes.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Logging;
import dev.quorate.model.Storage;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.Word;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real server of each release does what the rendered files say, and complains about none of it.
 */
class RenderedServerIT {
  /** Keys that ZooKeeper parses itself; every other key must arrive as a system property. */
  private static final Set<String> PARSED =
      Set.of(
          "autopurge.purgeInterval",
          "autopurge.snapRetainCount",
          "connectToLearnerMasterLimit",
          "initLimit",
          "jvm.pause.monitor",
          "maxClientCnxns",
          "metricsProvider.className",
          "metricsProvider.exportJvmInfo",
          "metricsProvider.httpPort",
          "reconfigEnabled",
          "standaloneEnabled",
          "syncLimit",
          "tickTime");

  private static final Pattern BEFORE_LOGGING =
      Pattern.compile("quorate: |JMX disabled|Using config: |NOTE: Picked up|properties\\[");

  static List<String> versions() {
    return ZooKeeperDistribution.versions();
  }

  /** About a single voter, about no limit, and about how the admin server is put together. */
  private static final List<String> KNOWN_WARNINGS =
      List.of(
          "No server failure will be tolerated. You need at least 3 servers.",
          "maxCnxns is not configured, using default value 0.",
          "has uncovered http methods for path: /*",
          "contextPath ends with /*",
          "Empty contextPath");

  @ParameterizedTest
  @MethodSource("versions")
  void everySettingIsInEffect(String version, @TempDir Path folder) throws Exception {
    try (var pods = ScriptedEnsemble.of(ZooKeeperDistribution.of(version), folder)) {
      var rendered = new RenderedMember(ensemble(version), pods);
      var member = rendered.member();
      var server = member.start();
      await("ready").atMost(Duration.ofSeconds(60)).until(() -> member.probe("ready"));

      assertThat(member.probe("alive")).isTrue();
      assertArrived(rendered.file(ConfigFiles.ZOO_CFG), systemProperties(member.address()));
      assertThat(ask(member, Word.CONF).lines())
          .contains(
              "tickTime=1500",
              "initLimit=10",
              "syncLimit=5",
              "maxClientCnxns=0",
              "dataDir=" + member.data().resolve("version-2"),
              "dataLogDir=" + member.log().resolve("version-2"),
              member.line("participant"));
      assertThat(ask(member, Word.MNTR)).contains("zk_peer_state\tleading - broadcast");
      assertThat(get("http://" + member.address() + ":7000/metrics")).contains("jvm_info");
      assertQuiet(server.output());
    }
  }

  /** What the file says is what the server has. */
  private static void assertArrived(String zooCfg, JsonNode systemProperties) throws IOException {
    var keys = new Properties();
    keys.load(new StringReader(zooCfg));
    for (String key : keys.stringPropertyNames()) {
      if (!PARSED.contains(key)) {
        assertThat(systemProperties.path("zookeeper." + key).asText())
            .as(key)
            .isEqualTo(keys.getProperty(key));
      }
    }
    assertThat(systemProperties.path("jute.maxbuffer").asText()).isEqualTo("2000000");
    assertThat(systemProperties.path("file.encoding").asText()).isEqualTo("UTF-8");
  }

  /** Every line of the server is a JSON object, and no warning is about our settings. */
  private static void assertQuiet(String output) throws IOException {
    assertThat(output)
        .contains("Initial security property: networkaddress.cache.ttl=5")
        .contains("Initial security property: networkaddress.cache.negative.ttl=0")
        .contains("autopurge.purgeInterval set to 1", "maxNeverUsedIntervalMs=300000");
    for (String line : output.lines().filter(l -> l.startsWith("{")).toList()) {
      var event = new ObjectMapper().readTree(line);
      if (List.of("WARN", "ERROR").contains(event.path("level").asText())) {
        assertThat(KNOWN_WARNINGS).as(line).anyMatch(event.path("message").asText()::contains);
      }
    }
    assertThat(output.lines().filter(l -> !l.startsWith("{")))
        .allMatch(l -> BEFORE_LOGGING.matcher(l).lookingAt());
  }

  private static Ensemble ensemble(String version) {
    return Ensembles.of(1)
        .named("zk")
        .in("test")
        .version(version)
        .storage(withLogVolume())
        .config("tickTime", "1500")
        .config("snapCount", "5000")
        .config("jute.maxbuffer", "2000000")
        .jvm(96, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.security.debug=properties")
        .logging(new Logging(Logging.Level.INFO, Logging.Format.JSON, new TreeMap<>()))
        .build();
  }

  private static Storage withLogVolume() {
    var persistent = Ensembles.persistent("1Gi");
    return new Storage.Persistent(
        persistent.data(), Optional.of(persistent.data()), persistent.retention());
  }

  private static JsonNode systemProperties(String address) throws Exception {
    return new ObjectMapper()
        .readTree(get("http://" + address + ":8080/commands/system_properties"));
  }

  private static String get(String uri) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
