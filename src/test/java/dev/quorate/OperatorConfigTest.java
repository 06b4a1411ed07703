package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.OperatorConfig.Log.Format;
import dev.quorate.OperatorConfig.Log.Level;
import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.diagnosis.Thresholds;
import dev.quorate.notify.DeliveryTerms;
import dev.quorate.notify.WebhookAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {

  @Test
  void anEmptyEnvironmentGivesTheDefaults() {
    assertThat(OperatorConfig.parse(Map.of()))
        .isEqualTo(
            new Parsed.Valid(
                new OperatorConfig(
                    Set.of(),
                    "cluster.local",
                    new OperatorConfig.Images("docker.io/library/zookeeper", new TreeMap<>()),
                    new OperatorConfig.Loop(10, 3, Duration.ofSeconds(10), Duration.ofSeconds(10)),
                    new OperatorConfig.Examination(
                        Duration.ofSeconds(15), Thresholds.shipped(), true),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    new OperatorConfig.Lease(
                        true,
                        "quorate",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2)),
                    new OperatorConfig.Http("0.0.0.0", 8080),
                    new OperatorConfig.Log(Format.TEXT, Level.INFO),
                    Optional.empty()),
                List.of()));
  }

  @Test
  void everySettingIsTaken() {
    var config =
        valid(
            Map.ofEntries(
                Map.entry("QUORATE_NAMESPACES", "orders, payments"),
                Map.entry("QUORATE_CLUSTER_DOMAIN", "k8s.example.org"),
                Map.entry("QUORATE_IMAGE_REPOSITORY", "registry.example.com:5000/zookeeper"),
                Map.entry("QUORATE_IMAGES", "3.9.5=mirror/zk@sha256:1, 3.8.6=mirror/zk:old"),
                Map.entry("QUORATE_WORKERS", "3"),
                Map.entry("QUORATE_CONCURRENT_CHANGES", "7"),
                Map.entry("QUORATE_RESYNC", "1m"),
                Map.entry("QUORATE_DIAGNOSIS_INTERVAL", "20s"),
                Map.entry("QUORATE_DIAGNOSIS_THRESHOLDS", "SlowLogDisk=50, DiskFilling = 62.5"),
                Map.entry("QUORATE_MEMBER_LOGS", "false"),
                Map.entry("QUORATE_PROBE_TIMEOUT", "750ms"),
                Map.entry("QUORATE_API_TIMEOUT", "5s"),
                Map.entry("QUORATE_SHUTDOWN_TIMEOUT", "0s"),
                Map.entry("QUORATE_LEADER_ELECTION", "FALSE"),
                Map.entry("QUORATE_LEASE_NAME", "quorate-blue"),
                Map.entry("QUORATE_LEASE_NAMESPACE", "operators"),
                Map.entry("QUORATE_LEASE_DURATION", "6s"),
                Map.entry("QUORATE_LEASE_RENEW_DEADLINE", "4s"),
                Map.entry("QUORATE_LEASE_RETRY_PERIOD", "500ms"),
                Map.entry("POD_NAME", "quorate-7d9f-x2x"),
                Map.entry("QUORATE_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUORATE_HTTP_PORT", "0"),
                Map.entry("QUORATE_LOG_FORMAT", "json"),
                Map.entry("QUORATE_LOG_LEVEL", "debug")));
    assertThat(config)
        .isEqualTo(
            new OperatorConfig(
                Set.of("orders", "payments"),
                "k8s.example.org",
                new OperatorConfig.Images(
                    "registry.example.com:5000/zookeeper",
                    new TreeMap<>(Map.of("3.9.5", "mirror/zk@sha256:1", "3.8.6", "mirror/zk:old"))),
                new OperatorConfig.Loop(3, 7, Duration.ofMinutes(1), Duration.ZERO),
                new OperatorConfig.Examination(
                    Duration.ofSeconds(20),
                    Thresholds.shipped().with(Map.of("SlowLogDisk", 50.0, "DiskFilling", 62.5)),
                    false),
                Duration.ofMillis(750),
                Duration.ofSeconds(5),
                new OperatorConfig.Lease(
                    false,
                    "quorate-blue",
                    Optional.of("operators"),
                    Optional.of("quorate-7d9f-x2x"),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(4),
                    Duration.ofMillis(500)),
                new OperatorConfig.Http("127.0.0.1", 0),
                new OperatorConfig.Log(Format.JSON, Level.DEBUG),
                Optional.empty()));
  }

  @Test
  void everySettingOfNotificationsIsTaken() {
    var config =
        valid(
            Map.of(
                "QUORATE_NOTIFY_URL", "https://hooks.example.com/q?cluster=west",
                "QUORATE_NOTIFY_TOKEN_FILE", "/etc/quorate/notify/token",
                "QUORATE_NOTIFY_TYPES", "all",
                "QUORATE_NOTIFY_QUEUE", "20",
                "QUORATE_NOTIFY_TIMEOUT", "3s",
                "QUORATE_NOTIFY_ATTEMPTS", "5",
                "QUORATE_NOTIFY_MAX_AGE", "10m"));
    assertThat(config.notifications())
        .contains(
            new DeliveryTerms(
                new WebhookAddress(URI.create("https://hooks.example.com/q?cluster=west")),
                Optional.of(Path.of("/etc/quorate/notify/token")),
                DeliveryTerms.Types.ALL,
                20,
                Duration.ofSeconds(3),
                5,
                Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          QUORATE_NAMESPACES,           Orders,       'Orders' cannot be a namespace
          QUORATE_NAMESPACES,           "a,b_c",      'b_c' cannot be a namespace
          QUORATE_NAMESPACES,           ",",          it names no namespace
          QUORATE_CLUSTER_DOMAIN,       -x.local,     not one of the allowed values
          QUORATE_IMAGE_REPOSITORY,     "a b",        Allowed: an image without its tag
          QUORATE_IMAGES,               "3.9.5=a,b",  'b' is not a version and its image
          QUORATE_IMAGES,               latest=a,     'latest=a' is not a version and its image
          QUORATE_WORKERS,              0,            Allowed: a whole number from 1 to 200. Default: 10.
          QUORATE_WORKERS,              201,          not one of the allowed values
          QUORATE_WORKERS,              ten,          not one of the allowed values
          QUORATE_WORKERS,              99999999999,  not one of the allowed values
          QUORATE_CONCURRENT_CHANGES,   0,            Allowed: a whole number from 1 to 1000. Default: 3.
          QUORATE_RESYNC,               10,           Allowed: a duration from 1s to 5m. Default: 10s.
          QUORATE_DIAGNOSIS_THRESHOLDS, SlowLogDisk,  'SlowLogDisk' is not a rule and its number
          QUORATE_DIAGNOSIS_THRESHOLDS, SlowDisk=5,   there is no rule of this name
          QUORATE_DIAGNOSIS_THRESHOLDS, D11=5,        write SlowLogDisk
          QUORATE_DIAGNOSIS_THRESHOLDS, NoQuorum=5,   this rule compares no number
          QUORATE_DIAGNOSIS_THRESHOLDS, DiskFilling=100, "100.0 is not a threshold"
          QUORATE_DIAGNOSIS_INTERVAL,   100ms,        not one of the allowed values
          QUORATE_RESYNC,               6m,           not one of the allowed values
          QUORATE_RESYNC,               -1s,          not one of the allowed values
          QUORATE_PROBE_TIMEOUT,        99ms,         not one of the allowed values
          QUORATE_API_TIMEOUT,          1h,           not one of the allowed values
          QUORATE_SHUTDOWN_TIMEOUT,     6m,           not one of the allowed values
          QUORATE_LEADER_ELECTION,      yes,          Allowed: true or false. Default: true.
          QUORATE_LEASE_NAME,           a/b,          not one of the allowed values
          QUORATE_LEASE_NAMESPACE,      a.b,          Default: empty.
          QUORATE_LEASE_DURATION,       15500ms,      the API stores whole seconds
          QUORATE_LEASE_RENEW_DEADLINE, 15s,          not shorter than QUORATE_LEASE_DURATION='15s'
          QUORATE_LEASE_RETRY_PERIOD,   6s,           more than half of QUORATE_LEASE_RENEW_DEADLINE='10s'
          POD_NAME,                     Pod_1,        not one of the allowed values
          QUORATE_HTTP_HOST,            a b,          not one of the allowed values
          QUORATE_HTTP_PORT,            65536,        not one of the allowed values
          QUORATE_HTTP_PORT,            tcp://10.0.0.1:80, not one of the allowed values
          QUORATE_LOG_FORMAT,           xml,          Allowed: text or json. Default: text.
          QUORATE_NOTIFY_TOKEN_FILE,    token,        Allowed: an absolute path. Default: empty.
          QUORATE_NOTIFY_TYPES,         Normal,       Allowed: Warning or All. Default: Warning.
          QUORATE_NOTIFY_QUEUE,         0,            Allowed: a whole number from 1 to 10000. Default: 500.
          QUORATE_NOTIFY_TIMEOUT,       2m,           not one of the allowed values
          QUORATE_NOTIFY_ATTEMPTS,      101,          not one of the allowed values
          QUORATE_NOTIFY_MAX_AGE,       25h,          not one of the allowed values
          QUORATE_LOG_LEVEL,            trace,        "Allowed: error, warn, info or debug. Default: info."
          """)
  void refusesWithVariableValueAndWhatIsAllowed(String variable, String value, String message) {
    assertThat(errors(Map.of(variable, value)))
        .singleElement()
        .asString()
        .startsWith(variable + "='" + value + "' is refused: ")
        .contains(message)
        .contains(" Allowed: ")
        .contains(" Default: ");
  }

  @Test
  void refusesAWebhookWithoutRepeatingItsAddress() {
    assertThat(errors(Map.of("QUORATE_NOTIFY_URL", "https://me:s3cret@example.com/s3cret")))
        .containsExactly(
            "QUORATE_NOTIFY_URL is refused: it names a user, which is not sent; write"
                + " https://host/path and put a bearer token into the file that"
                + " QUORATE_NOTIFY_TOKEN_FILE names. Allowed: an http or https URL without user"
                + " name and fragment. Default: empty.");
  }

  @Test
  void refusesATokenForNobody() {
    assertThat(errors(Map.of("QUORATE_NOTIFY_TOKEN_FILE", "/etc/token")))
        .singleElement()
        .asString()
        .contains("nothing is sent; set QUORATE_NOTIFY_URL, or leave it empty");
  }

  @Test
  void warnsWhenEverybodyOnTheWayCanReadTheToken() {
    var plain = Map.of("QUORATE_NOTIFY_URL", "http://hooks.example.com/s3cret");
    var withToken = new HashMap<>(plain);
    withToken.put("QUORATE_NOTIFY_TOKEN_FILE", "/etc/token");

    assertThat(((Parsed.Valid) OperatorConfig.parse(plain)).warnings()).isEmpty();
    assertThat(((Parsed.Valid) OperatorConfig.parse(withToken)).warnings())
        .containsExactly(
            "QUORATE_NOTIFY_URL is http, so everybody on the way to http://hooks.example.com can"
                + " read the token; use https");
  }

  @Test
  void neverShowsTheWebhooksAddress() {
    var config = valid(Map.of("QUORATE_NOTIFY_URL", "https://hooks.example.com/s3cret?s3cret"));

    assertThat(config.toString()).contains("https://hooks.example.com").doesNotContain("s3cret");
  }

  @Test
  void tellsEveryErrorAtOnce() {
    assertThat(
            errors(
                Map.of(
                    "QUORATE_WORKERS", "many",
                    "QUORATE_HTTP_PORT", "-1",
                    "QUORATE_LOG_FORMAT", "xml")))
        .hasSize(3);
  }

  @Test
  void blankMeansDefault() {
    assertThat(valid(Map.of("QUORATE_WORKERS", "  ", "POD_NAME", ""))).isEqualTo(valid(Map.of()));
  }

  @Test
  void warnsOfMisspeltVariablesButNotOfServiceLinks() {
    var parsed =
        (Parsed.Valid)
            OperatorConfig.parse(
                Map.of(
                    "QUORATE_NAMESPACE", "orders",
                    "QUORATE_METRICS_SERVICE_HOST", "10.0.0.1",
                    "QUORATE_METRICS_SERVICE_PORT_HTTP", "8080",
                    "QUORATE_METRICS_PORT", "tcp://10.0.0.1:8080",
                    "QUORATE_METRICS_PORT_8080_TCP_ADDR", "10.0.0.1",
                    "HOME", "/"));
    assertThat(parsed.warnings())
        .containsExactly("QUORATE_NAMESPACE is not a setting and has no effect");
  }

  private static OperatorConfig valid(Map<String, String> environment) {
    return ((Parsed.Valid) OperatorConfig.parse(environment)).config();
  }

  private static List<String> errors(Map<String, String> environment) {
    return ((Parsed.Refused) OperatorConfig.parse(environment)).errors();
  }
}
