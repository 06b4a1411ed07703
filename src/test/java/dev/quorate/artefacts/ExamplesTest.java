package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.local.api.ApiServer;
import dev.quorate.model.Reason;
import dev.quorate.testing.Topologies;
import dev.quorate.validation.Circumstances;
import dev.quorate.validation.EnsembleValidator;
import dev.quorate.validation.OperatorDefaults;
import dev.quorate.validation.Validated;
import dev.quorate.validation.Warning;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example is applied, and all that the operator would make of it is applied as well. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("deploy/examples");
  private static final Path DEFINITION =
      Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml");

  private static ApiServer server;
  private static KubernetesClient client;

  @BeforeAll
  static void start() throws IOException {
    server = ApiServer.start();
    client = server.client();
    client.load(Files.newInputStream(DEFINITION)).serverSideApply();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  static Stream<String> folders() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isAppliedAndRenderedWithoutRefusal(String folder) throws IOException {
    var stored = apply(Files.readString(EXAMPLES.resolve(folder).resolve("cluster.yaml")));

    var accepted = accepted(stored);

    assertThat(accepted.warnings())
        .extracting(Warning::reason)
        .isEqualTo(folder.equals("development") ? List.of(Reason.EPHEMERAL_STORAGE) : List.of());
    var ensemble = accepted.ensemble();
    var desired = DesiredResources.of(ensemble, Topologies.formed(ensemble), Scripts.shipped());
    for (HasMetadata object : desired.inApplyOrder()) {
      client.resource(object).fieldManager("quorate").serverSideApply();
    }
    PodSecurity.assertRestricted(desired.voters().getSpec().getTemplate().getSpec());
  }

  @Test
  void thePageHasALineForEach() throws IOException {
    var lines = Files.readAllLines(EXAMPLES.resolve("README.md"));

    assertThat(
            lines.stream()
                .filter(l -> l.startsWith("| `"))
                .map(l -> l.substring(3, l.indexOf('`', 3))))
        .containsExactlyInAnyOrderElementsOf(folders().toList());
  }

  /** A field that the definition does not know is refused here, and would be dropped elsewhere. */
  private static ZookeeperCluster apply(String yaml) {
    client
        .resource(yaml)
        .inNamespace("default")
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .serverSideApply();
    var written = Serialization.unmarshal(yaml, ZookeeperCluster.class);
    return client.resource(written).inNamespace("default").get();
  }

  private static Validated.Accepted accepted(ZookeeperCluster cluster) {
    var validated =
        new EnsembleValidator(ShippedTables.read())
            .validate(cluster, new Circumstances(OperatorDefaults.shipped(), Optional.empty()));
    assertThat(validated).isInstanceOf(Validated.Accepted.class);
    return (Validated.Accepted) validated;
  }
}
