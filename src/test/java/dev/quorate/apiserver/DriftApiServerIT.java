package dev.quorate.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.testing.ToldStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users have applied is what kubectl finds again after the operator has worked on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftApiServerIT {
  private static final Path EXAMPLES = Path.of("deploy", "examples");

  private RealCluster cluster;

  @BeforeAll
  void start() {
    cluster = RealCluster.start();
    cluster.startOperator();
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleHasNotDrifted(String example) throws IOException {
    var file = EXAMPLES.resolve(example).resolve("cluster.yaml");
    var zk = ensemble(file);
    kubectl("apply", file);
    zk.await("a status", () -> ToldStatus.by(zk.resource().get()).current());

    awaitNoDifference(zk, file);
    assertThat(kubectl("apply", file)).contains(zk.name() + " unchanged");
    kubectl("delete", file);
  }

  @Test
  void whatTheServerAppliedHasNotDrifted() throws IOException {
    var file = EXAMPLES.resolve("single-member").resolve("cluster.yaml");
    var zk = ensemble(file);
    kubectl("apply", file, "--server-side");
    zk.awaitReady();
    var generation = zk.resource().get().getMetadata().getGeneration();

    awaitNoDifference(zk, file, "--server-side");
    kubectl("apply", file, "--server-side");
    assertThat(zk.resource().get().getMetadata().getGeneration()).isEqualTo(generation);
    kubectl("delete", file);
  }

  private RealEnsemble ensemble(Path file) throws IOException {
    var written = Serialization.unmarshal(Files.readString(file), ZookeeperCluster.class);
    return new RealEnsemble(cluster, written.getMetadata().getName());
  }

  /** While members start, the status may move between two looks of kubectl. */
  private void awaitNoDifference(RealEnsemble zk, Path file, String... how) {
    var diff = Stream.concat(Stream.of("diff", "-f", file.toString()), Stream.of(how));
    var command = diff.toArray(String[]::new);
    zk.await("kubectl diff is empty", () -> cluster.tryKubectl(command).exitCode() == 0);
  }

  private String kubectl(String verb, Path file, String... more) {
    return cluster.kubectl(
        Stream.concat(Stream.of(verb, "-f", file.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
