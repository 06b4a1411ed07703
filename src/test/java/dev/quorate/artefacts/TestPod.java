package dev.quorate.artefacts;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pod that {@code helm test} starts. Helm renders hooks only when it runs them, so it comes
 * from a copy of the chart in which it is an ordinary pod.
 *
 * @param folder for that copy
 */
record TestPod(Chart chart, Path folder) {

  /** The pod of a release; empty when the release has none. */
  Optional<Pod> of(String release, String namespace, String values) throws IOException {
    var copy = folder.resolve("chart");
    try (var files = Files.walk(chart.folder())) {
      files.filter(Files::isRegularFile).forEach(file -> copyWithoutHooks(file, copy));
    }
    var file = Files.writeString(folder.resolve("values.yaml"), values);
    return Chart.render(copy, release, namespace, file).stream()
        .filter(Pod.class::isInstance)
        .map(Pod.class::cast)
        .findFirst();
  }

  private void copyWithoutHooks(Path file, Path copy) {
    try {
      var target = copy.resolve(chart.folder().relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.writeString(
          target, Files.readString(file).replaceAll("(?m)^ *helm\\.sh/hook: test\n", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
