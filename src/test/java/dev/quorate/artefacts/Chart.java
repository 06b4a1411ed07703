package dev.quorate.artefacts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** A chart, rendered by Helm's own code. */
record Chart(String name) {
  static final Chart QUORATE = new Chart("quorate");
  static final Chart DEFINITIONS = new Chart("quorate-crds");
  static final Chart CLUSTER = new Chart("zookeeper-cluster");

  Path folder() {
    return Path.of("helm", name);
  }

  LintResult lint() {
    return new Helm(folder()).lint().strict().call();
  }

  /** All objects of a release but its hooks. */
  List<HasMetadata> render(String release, String namespace, Path values) {
    return render(folder(), release, namespace, values);
  }

  /** The same for a chart that is somewhere else. */
  static List<HasMetadata> render(Path chart, String release, String namespace, Path values) {
    var yaml =
        new Helm(chart)
            .template()
            .withName(release)
            .withNamespace(namespace)
            .withKubeVersion("1.34.0")
            .withValuesFile(values)
            .call();
    Object objects = new KubernetesSerialization().unmarshal(yaml);
    return objects instanceof Collection<?> several
        ? several.stream().map(HasMetadata.class::cast).toList()
        : List.of((HasMetadata) objects);
  }

  @Override
  public String toString() {
    return name;
  }
}
