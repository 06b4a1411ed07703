package dev.quorate.artefacts;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What {@code kubectl apply -k} of a folder would send. */
final class Kustomize {
  private Kustomize() {}

  static List<HasMetadata> build(Path folder) {
    Object objects = new KubernetesSerialization().unmarshal(text(folder));
    return ((Collection<?>) objects).stream().map(HasMetadata.class::cast).toList();
  }

  static String text(Path folder) {
    try {
      var complaints = Files.createTempFile("kustomize", ".txt");
      var process =
          new ProcessBuilder("kubectl", "kustomize", folder.toString())
              .redirectError(complaints.toFile())
              .start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String said = process.waitFor() + Files.readString(complaints);
      Files.delete(complaints);
      if (!said.equals("0")) {
        throw new AssertionError("kubectl kustomize " + folder + ": " + said);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl is needed on the PATH", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
