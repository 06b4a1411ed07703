package dev.quorate.image;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.local.LocalCluster;
import dev.quorate.local.LocalClusterOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the operator of the image until it has formed an ensemble, so that the cache holds the
 * classes that a real one needs.
 */
final class Training {
  private static final Path EXAMPLE = Path.of("deploy/examples/single-member/cluster.yaml");
  private static final String NAME = "small";
  private static final int SIGTERM_EXIT = 143;
  private static final int PATIENCE_SECONDS = 120;

  private final ImageLayout layout;
  private final Path work;

  Training(ImageLayout layout, Path work) {
    this.layout = layout;
    this.work = work;
  }

  void run() throws IOException, InterruptedException {
    Files.deleteIfExists(layout.cache());
    try (var cluster = LocalCluster.start(LocalClusterOptions.in(work))) {
      var operator = start(cluster);
      try {
        cluster.apply(EXAMPLE);
        awaitReady(cluster.client());
        operator.destroy();
        if (!operator.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
            || operator.exitValue() != SIGTERM_EXIT) {
          throw new IllegalStateException("the operator did not end as told; see " + log());
        }
      } finally {
        operator.destroyForcibly().waitFor();
      }
    }
    if (!Files.exists(layout.cache())) {
      throw new IllegalStateException("the JVM wrote no cache; see " + log());
    }
  }

  private Process start(LocalCluster cluster) throws IOException {
    List<String> command = new ArrayList<>(List.of(layout.java().toString()));
    command.addAll(JvmArguments.GENERAL);
    command.add("-Djdk.net.hosts.file=" + cluster.kubelet().files().hosts());
    command.add("-XX:AOTCacheOutput=" + layout.cache());
    command.addAll(List.of("-cp", JvmArguments.classPath(layout, Path::toString)));
    command.add(JvmArguments.MAIN);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG", cluster.kubeconfig().toString(),
                "QUORATE_LEASE_NAMESPACE", "default",
                "QUORATE_HTTP_HOST", "127.0.0.1",
                "QUORATE_HTTP_PORT", "0"));
    return builder.start();
  }

  private Path log() {
    return work.resolveSibling("training.log");
  }

  private void awaitReady(KubernetesClient client) throws IOException {
    try {
      client
          .resources(ZookeeperCluster.class)
          .withName(NAME)
          .waitUntilCondition(Training::isReady, PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RuntimeException e) {
      throw new IllegalStateException("no ensemble while training:\n" + Files.readString(log()), e);
    }
  }

  private static boolean isReady(ZookeeperCluster cluster) {
    return cluster != null
        && cluster.getStatus() != null
        && cluster.getStatus().conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }
}
