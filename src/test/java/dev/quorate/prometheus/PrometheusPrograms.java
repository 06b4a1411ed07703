package dev.quorate.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Prometheus and promtool are: {@code dev/prometheus} builds and names them. */
record PrometheusPrograms(Path folder) {
  private static final Path SCRIPT = Path.of("dev", "prometheus");

  /** Builds what is missing, which takes minutes on a machine that never did. */
  static PrometheusPrograms provide() {
    try {
      var complaints = Files.createTempFile("prometheus", ".log");
      var script =
          new ProcessBuilder(SCRIPT.toAbsolutePath().toString())
              .redirectError(complaints.toFile())
              .start();
      script.getOutputStream().close();
      var folder =
          new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int exitCode = script.waitFor();
      var said = Files.readString(complaints);
      Files.delete(complaints);
      if (exitCode != 0) {
        throw new IllegalStateException(SCRIPT + " failed: " + said);
      }
      return new PrometheusPrograms(Path.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String server() {
    return folder.resolve("prometheus").toString();
  }

  String promtool() {
    return folder.resolve("promtool").toString();
  }
}
