package dev.quorate.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command: which Kubernetes cluster, which namespace. */
final class ClusterOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Namespace of the cluster; that of the context by default.")
  private String namespace;

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "Context of the kubeconfig; the current one by default.")
  private String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Kubeconfig; $KUBECONFIG or ~/.kube/config by default.")
  private Path kubeconfig;

  @Option(names = "--no-color", description = "No colours; also when NO_COLOR is set.")
  private boolean plain;

  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }

  Optional<String> context() {
    return Optional.ofNullable(context);
  }

  Optional<Path> kubeconfig() {
    return Optional.ofNullable(kubeconfig);
  }

  Ink ink(Surroundings surroundings) {
    return plain || !surroundings.terminal() ? Ink.PLAIN : Ink.COLOURED;
  }
}
