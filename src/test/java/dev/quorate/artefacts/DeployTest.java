package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.OperatorConfig;
import dev.quorate.local.api.ApiServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl apply -k deploy} installs. */
class DeployTest {

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "deploy/namespaced"})
  void anApiServerTakesAllOfIt(String folder) {
    var objects = Kustomize.build(Path.of(folder));
    try (var server = ApiServer.start();
        KubernetesClient client = server.client()) {
      for (HasMetadata object : objects) {
        client.resource(object).fieldManager("user").serverSideApply();
      }
      assertThat(objects)
          .allSatisfy(object -> assertThat(client.resource(object).get()).isNotNull());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "deploy/namespaced"})
  void thePodIsRestricted(String folder) {
    var pod = pod(Kustomize.build(Path.of(folder)));

    PodSecurity.assertRestricted(pod);
    assertThat(pod.getContainers())
        .allSatisfy(
            c -> assertThat(c.getSecurityContext().getReadOnlyRootFilesystem()).isEqualTo(true));
  }

  @Test
  void everyNamespaceIsWatched() {
    assertThat(config("deploy").namespaces()).isEmpty();
  }

  @Test
  void theNamespacedOneWatchesItsOwnAndNeedsNothingOutside(@TempDir Path folder)
      throws IOException {
    // kustomize takes only relative folders
    var base = folder.toRealPath().relativize(Path.of("deploy/namespaced").toRealPath());
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        "namespace: team-a\nresources: [%s]\n".formatted(base));

    var objects = Kustomize.build(folder);

    assertThat(Environment.of(container(objects), "team-a"))
        .containsEntry("QUORATE_NAMESPACES", "team-a")
        .containsEntry("QUORATE_LEASE_NAMESPACE", "team-a");
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .doesNotContain("ClusterRole", "ClusterRoleBinding");
    assertThat(objects)
        .filteredOn(o -> !o.getKind().equals("CustomResourceDefinition"))
        .allSatisfy(o -> assertThat(namespace(o)).isEqualTo("team-a"));
  }

  private static String namespace(HasMetadata object) {
    var meta = object.getMetadata();
    return object instanceof Namespace ? meta.getName() : meta.getNamespace();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "deploy/namespaced"})
  void theProgramUnderstandsItsEnvironment(String folder) {
    var config = config(folder);

    assertThat(config.lease().enabled()).isTrue();
    assertThat(config.lease().namespace()).contains("quorate-system");
    assertThat(config.lease().identity()).contains("pod-of-quorate");
    assertThat(container(Kustomize.build(Path.of(folder))).getPorts())
        .extracting("containerPort")
        .containsExactly(config.http().port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "deploy/namespaced"})
  void whatRefersToAnotherObjectFindsIt(String folder) {
    References.assertComplete(Kustomize.build(Path.of(folder)));
  }

  @Test
  void runningReconcilesMayFinishBeforeThePodIsKilled() {
    var pod = pod(Kustomize.build(Path.of("deploy")));

    assertThat(pod.getTerminationGracePeriodSeconds())
        .isGreaterThan(config("deploy").loop().shutdownTimeout().toSeconds() * 2);
  }

  @Test
  void theImageIsOfThisVersion() {
    assertThat(container(Kustomize.build(Path.of("deploy"))).getImage())
        .isEqualTo("quorate:" + ProjectVersion.read());
  }

  @Test
  void probesAskWhatTheProgramAnswers() {
    var container = container(Kustomize.build(Path.of("deploy")));

    assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/livez");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
    assertThat(
            List.of(
                container.getStartupProbe(),
                container.getLivenessProbe(),
                container.getReadinessProbe()))
        .extracting(probe -> probe.getHttpGet().getPort().getStrVal())
        .containsOnly(container.getPorts().getFirst().getName());
  }

  private static OperatorConfig config(String folder) {
    var container = container(Kustomize.build(Path.of(folder)));
    return Environment.understood(Environment.of(container, "quorate-system"));
  }

  private static PodSpec pod(List<HasMetadata> objects) {
    return objects.stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .findFirst()
        .orElseThrow()
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Container container(List<HasMetadata> objects) {
    return pod(objects).getContainers().getFirst();
  }
}
