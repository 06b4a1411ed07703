package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.dashboards.Dashboards;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Grafana's sidecar finds after the operator was installed. */
class ChartDashboardsTest {
  /** A ConfigMap may have a megabyte; a release that is stored in a Secret, compressed, as well. */
  private static final int LARGEST = 200_000;

  @TempDir Path folder;

  @Test
  void thereAreNoneUnlessAskedFor() throws IOException {
    assertThat(configMaps("{}")).isEmpty();
  }

  @Test
  void thereIsOneForEachFileWordForWord() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    configMaps("dashboards: {enabled: true}").forEach(map -> shipped.putAll(map.getData()));

    assertThat(shipped).isEqualTo(files());
    assertThat(shipped.values()).allMatch(text -> text.length() < LARGEST);
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (var files = Files.list(Dashboards.FOLDER)) {
      for (Path file : files.toList()) {
        texts.put("quorate-" + file.getFileName(), Files.readString(file).stripTrailing());
      }
    }
    return texts;
  }

  @Test
  void theSidecarFindsThemByItsLabel() throws IOException {
    assertThat(configMaps("dashboards: {enabled: true}"))
        .hasSize(4)
        .allMatch(map -> map.getMetadata().getNamespace().equals("quorate-system"))
        .allMatch(map -> map.getMetadata().getLabels().get("grafana_dashboard").equals("1"))
        .extracting(map -> map.getMetadata().getName())
        .contains("quorate-dashboard-overview");
  }

  @Test
  void labelNamespaceAndAnnotationsCanBeOthers() throws IOException {
    var values =
        "dashboards: {enabled: true, namespace: monitoring, label: example.com/dash, labelValue: 'yes', annotations: {grafana_folder: ZooKeeper}}";

    assertThat(configMaps(values))
        .hasSize(4)
        .allMatch(map -> map.getMetadata().getNamespace().equals("monitoring"))
        .allMatch(map -> map.getMetadata().getLabels().get("example.com/dash").equals("yes"))
        .allMatch(map ->
            map.getMetadata().getAnnotations().equals(Map.of("grafana_folder", "ZooKeeper")));
  }

  private List<ConfigMap> configMaps(String values) throws IOException {
    var file = Files.writeString(folder.resolve("values.yaml"), values);
    return Chart.QUORATE.render("quorate", "quorate-system", file).stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .toList();
  }
}
