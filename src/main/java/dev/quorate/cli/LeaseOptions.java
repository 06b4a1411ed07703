package dev.quorate.cli;

import picocli.CommandLine.Option;

/** Options of commands that judge whether an operator acts: where its lease is. */
final class LeaseOptions {
  @Option(
      names = "--operator-namespace",
      paramLabel = "NAMESPACE",
      defaultValue = "quorate-system",
      description = "Where the operator runs (${DEFAULT-VALUE}).")
  private String namespace;

  @Option(
      names = "--lease",
      paramLabel = "NAME",
      defaultValue = "quorate",
      description = "The operator's lease (${DEFAULT-VALUE}).")
  private String name;

  /** What is wrong with a cluster, and whether that can be believed. */
  Examination examine(ClusterFacts facts, ClusterReader reader) {
    return Examination.of(facts, operator(facts, reader));
  }

  /** Whether an operator answers. */
  OperatorHealth operator(ClusterFacts facts, ClusterReader reader) {
    return OperatorHealth.of(facts, reader.lease(namespace, name));
  }
}
