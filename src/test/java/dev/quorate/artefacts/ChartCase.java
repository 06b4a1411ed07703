package dev.quorate.artefacts;

import dev.quorate.testing.GoldenFolder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder with the values of a release, {@code in-values.yaml}, and every object that Helm must
 * make of them, {@code out-<Kind>-<name>.yaml}.
 */
record ChartCase(Chart chart, Path folder) {
  private static final Path ROOT = Path.of("src/test/resources/helm");
  private static final String DEFINITION = "CustomResourceDefinition";

  static List<ChartCase> of(Chart chart) throws IOException {
    try (var folders = Files.list(ROOT.resolve(chart.name()))) {
      return folders.sorted().map(f -> new ChartCase(chart, f)).toList();
    }
  }

  /** The release is called like the chart's main object, as in the documentation. */
  List<HasMetadata> objects() {
    return chart.equals(Chart.QUORATE)
        ? chart.render("quorate", "quorate-system", folder.resolve("in-values.yaml"))
        : chart.render("zk", "team-a", folder.resolve("in-values.yaml"));
  }

  /** Without the definition, which has a test of its own and would fill every folder. */
  SortedMap<String, String> rendered() {
    var files = new TreeMap<String, String>();
    for (HasMetadata object : objects()) {
      if (!object.getKind().equals(DEFINITION)) {
        var meta = object.getMetadata();
        String namespace = meta.getNamespace() == null ? "" : meta.getNamespace() + "-";
        String name = "out-%s-%s%s.yaml".formatted(object.getKind(), namespace, meta.getName());
        files.put(name, Serialization.asYaml(object));
      }
    }
    return files;
  }

  GoldenFolder files() {
    return new GoldenFolder(folder);
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
