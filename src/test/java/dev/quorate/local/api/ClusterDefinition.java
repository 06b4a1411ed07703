package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The CRD that users apply, on the server under test. */
final class ClusterDefinition {
  /** Where clusters of the test's own namespace are. */
  static final String CLUSTERS =
      "/apis/zookeeper.quorate.dev/v1alpha1/namespaces/@/zookeeperclusters";

  private static final Path CRD = Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml");
  private static final String DEFINITION =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
          + "/zookeeperclusters.zookeeper.quorate.dev";

  private ClusterDefinition() {}

  /** Returns when clusters can be read. */
  static void apply(ApiUnderTest api, String manager) throws IOException {
    var answer = api.apply(DEFINITION + "?force=true", manager, Files.readString(CRD));

    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get(CLUSTERS.replace("/@/", "/default/")).status() == 200);
  }
}
