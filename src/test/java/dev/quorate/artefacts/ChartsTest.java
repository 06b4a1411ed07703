package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.local.api.ApiServer;
import dev.quorate.testing.GoldenFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both charts: linted, and rendered for several sets of values. */
class ChartsTest {
  /** Kinds of the Prometheus operator, which no API server knows by itself. */
  private static final Set<String> MONITORING =
      Set.of("ServiceMonitor", "PodMonitor", "PrometheusRule");

  static Stream<Chart> charts() {
    return Stream.of(Chart.QUORATE, Chart.DEFINITIONS, Chart.CLUSTER);
  }

  static Stream<ChartCase> cases() throws IOException {
    return Stream.concat(
        ChartCase.of(Chart.QUORATE).stream(), ChartCase.of(Chart.CLUSTER).stream());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void lintsWithoutAComplaint(Chart chart) {
    var result = chart.lint();

    assertThat(result.getMessages())
        .allMatch(line -> line.contains("icon is recommended") || !line.startsWith("["));
    assertThat(result.isFailed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersWhatTheFolderSays(ChartCase release) throws IOException {
    if (Boolean.getBoolean("quorate.refresh")) {
      release.files().accept(release.rendered());
    }

    assertThat(release.rendered())
        .as("%s is stale; run: %s", release.folder(), GoldenFile.refresh(getClass()))
        .isEqualTo(release.files().expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anApiServerTakesAllOfIt(ChartCase release) throws IOException {
    try (var server = ApiServer.start();
        KubernetesClient client = server.client()) {
      client
          .load(Files.newInputStream(Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml")))
          .serverSideApply();
      for (String namespace : Set.of("quorate-system", "team-a", "team-b")) {
        client.resource(namespace(namespace)).create();
      }
      for (HasMetadata object : release.objects()) {
        if (!MONITORING.contains(object.getKind())) {
          client.resource(object).fieldManager("helm").forceConflicts().serverSideApply();
          assertThat(client.resource(object).get()).isNotNull();
        }
      }
    }
  }

  private static Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
