package dev.quorate.artefacts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a user of Helm does to a cluster.
 *
 * @param kubeconfig of an administrator
 * @param folder for files with values
 */
record HelmReleases(Path kubeconfig, Path folder) {

  Release install(Chart chart, String name, String namespace, String values) {
    return new Helm(chart.folder())
        .install()
        .withName(name)
        .withNamespace(namespace)
        .createNamespace()
        .withKubeConfig(kubeconfig)
        .withValuesFile(file(values))
        .call();
  }

  Release upgrade(Chart chart, String name, String namespace, String values) {
    return new Helm(chart.folder())
        .upgrade()
        .withName(name)
        .withNamespace(namespace)
        .resetValues()
        .withKubeConfig(kubeconfig)
        .withValuesFile(file(values))
        .call();
  }

  String uninstall(String name, String namespace) {
    return Helm.uninstall(name).withNamespace(namespace).withKubeConfig(kubeconfig).call();
  }

  private Path file(String values) {
    try {
      return Files.writeString(folder.resolve("values.yaml"), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
