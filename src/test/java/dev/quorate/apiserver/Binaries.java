package dev.quorate.apiserver;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs of the control plane are: {@code dev/control-plane} builds and names them. */
record Binaries(Path folder) {
  private static final Path SCRIPT = Path.of("dev", "control-plane");

  /** Builds what is missing, which takes minutes on a machine that never did. */
  static Binaries provide() {
    try {
      var complaints = File.createTempFile("control-plane", ".log");
      var script =
          new ProcessBuilder(SCRIPT.toAbsolutePath().toString()).redirectError(complaints).start();
      script.getOutputStream().close();
      var folder =
          new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int exitCode = script.waitFor();
      var said = Files.readString(complaints.toPath());
      Files.delete(complaints.toPath());
      if (exitCode != 0) {
        throw new IllegalStateException(SCRIPT + " failed: " + said);
      }
      return new Binaries(Path.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String etcd() {
    return folder.resolve("etcd").toString();
  }

  String apiServer() {
    return folder.resolve("kube-apiserver").toString();
  }

  String controllerManager() {
    return folder.resolve("kube-controller-manager").toString();
  }

  Path helm() {
    return folder.resolve("helm");
  }
}
