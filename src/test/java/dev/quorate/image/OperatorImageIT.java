package dev.quorate.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.local.LocalCluster;
import dev.quorate.local.LocalClusterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** The image that {@code ./mvnw -Pimage} made, run as a container runtime would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorImageIT {
  private static final Path TAR = Path.of("target/quorate-image.tar");
  private static final Path WORK = Path.of("target/image-it").toAbsolutePath();
  private static final Path EXAMPLE = Path.of("deploy/examples/single-member/cluster.yaml");
  private static final String NOT_ROOT = "only root can start a process in another file system";

  private ImageTar image;
  private Path root;

  @BeforeAll
  void unpack() throws Exception {
    remove();
    image = ImageTar.unpack(TAR, WORK.resolve("parts"));
    root = image.fileSystem(WORK.resolve("root"));
  }

  @AfterAll
  void remove() throws Exception {
    new ProcessBuilder("rm", "-rf", WORK.toString()).start().waitFor();
  }

  @Test
  void formsAnEnsembleFromItsCache(TestReporter reporter) throws Exception {
    if (!Container.isPossible()) {
      assertThat(System.getenv("CI")).as(NOT_ROOT).isNull();
      assumeTrue(false, NOT_ROOT);
    }
    try (var cluster = LocalCluster.start(LocalClusterOptions.in(WORK.resolve("cluster")))) {
      cluster.apply(EXAMPLE);
      var started = Instant.now();
      try (var operator = start(cluster, Map.of("JDK_JAVA_OPTIONS", options(cluster)))) {
        await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> !operator.isRunning() || firstStatus(cluster));
        reporter.publishEntry("start to first status", since(started));
        await()
            .atMost(Duration.ofSeconds(90))
            .until(() -> !operator.isRunning() || isReady(cluster));
        assertThat(operator.isRunning()).as("%s", operator.log()).isTrue();
        reporter.publishEntry("resident", operator.residentMegabytes() + " MB");
        assertThat(operator.stop()).isEqualTo(143);
      }
    }
  }

  /** With {@code on} the JVM refuses to start when the cache does not fit. */
  private static String options(LocalCluster cluster) {
    var hosts = cluster.kubelet().files().hosts();
    return "-XX:AOTMode=on -Djdk.net.hosts.file=/mnt/" + WORK.resolve("cluster").relativize(hosts);
  }

  private Container start(LocalCluster cluster, Map<String, String> more) throws IOException {
    var environment = new TreeMap<>(more);
    environment.put("KUBECONFIG", "/mnt/" + cluster.kubeconfig().getFileName());
    environment.put("QUORATE_LEASE_NAMESPACE", "default");
    environment.put("QUORATE_HTTP_HOST", "127.0.0.1");
    environment.put("QUORATE_HTTP_PORT", "0");
    return Container.start(
        root, image.config(), WORK.resolve("cluster"), environment, WORK.resolve("operator.log"));
  }

  private static String since(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() + " ms";
  }

  private static boolean firstStatus(LocalCluster cluster) {
    var small = cluster.client().resources(ZookeeperCluster.class).withName("small").get();
    return small != null && small.getStatus() != null;
  }

  private static boolean isReady(LocalCluster cluster) {
    var small = cluster.client().resources(ZookeeperCluster.class).withName("small").get();
    return small != null
        && small.getStatus() != null
        && small.getStatus().conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  @Test
  void isWhatTheManifestsStart() throws IOException {
    var deployment = Files.readString(Path.of("deploy/base/deployment.yaml"));
    JsonNode config = image.config();

    assertThat(deployment).contains("image: " + image.name() + "\n");
    assertThat(config.path("User").asText()).isEqualTo("65532:65532");
    assertThat(deployment).contains("runAsUser: 65532\n", "runAsGroup: 65532\n");
    assertThat(config.at("/ExposedPorts").has("8080/tcp")).isTrue();
  }

  @Test
  void nothingOfItsOwnCanBeChangedByItsUser() throws IOException {
    for (String folder : new String[] {"app", "opt/quorate"}) {
      try (var files = Files.walk(root.resolve(folder))) {
        assertThat(files).noneMatch(OperatorImageIT::isWritableByOthers);
      }
    }
  }

  private static boolean isWritableByOthers(Path file) {
    try {
      return !Files.isSymbolicLink(file)
          && Files.getPosixFilePermissions(file).toString().contains("OTHERS_WRITE");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void codeAndDependenciesAreLayersOfTheirOwn() throws Exception {
    assertThat(image.layers()).hasSizeGreaterThanOrEqualTo(5);
    long withCode = 0;
    for (Path layer : image.layers()) {
      String names = names(layer);
      if (names.contains("app/classpath/quorate-")) {
        withCode++;
        assertThat(names).doesNotContain("app/libs/");
      }
    }
    assertThat(withCode).isEqualTo(1);
  }

  private static String names(Path layer) throws IOException {
    var tar = new ProcessBuilder("tar", "--list", "--file", layer.toString());
    tar.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new String(tar.start().getInputStream().readAllBytes(), UTF_8);
  }
}
