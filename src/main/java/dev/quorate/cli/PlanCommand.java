package dev.quorate.cli;

import dev.quorate.api.PlanStatus;
import dev.quorate.model.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What lies ahead, and its approval. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "What a change does, step by step, before it is done; and its approval.")
final class PlanCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Option(
      names = "--approve",
      paramLabel = "HASH",
      description = "Approve the plan that has this hash, and no other.")
  private String hash;

  @Mixin private OutputOption output;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (hash != null && output.isForPrograms()) {
      throw new Refused("--approve prints no document.");
    }
    try (var connection = Connection.open(options)) {
      var facts = new ClusterReader(connection, surroundings).withoutMembers(name);
      if (hash != null) {
        approve(connection, facts);
      } else {
        surroundings
            .out()
            .print(
                output.text(
                    () -> PlanScreen.of(facts, options.ink(surroundings)), () -> document(facts)));
      }
      surroundings.out().flush();
      return ExitCode.CLEAR;
    }
  }

  private static Map<String, Object> document(ClusterFacts facts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("namespace", facts.namespace());
    document.put("name", facts.name());
    document.put("asksForApproval", PlanScreen.asksForApproval(facts));
    facts.plan().ifPresent(plan -> document.put("plan", plan));
    return document;
  }

  /** A plan that nobody has read must not be approved by a hash from yesterday. */
  private void approve(Connection connection, ClusterFacts facts) {
    var hint = new Hint(facts.namespace(), facts.name());
    var current =
        facts
            .plan()
            .map(PlanStatus::hash)
            .orElseThrow(() -> new Refused("Nothing lies ahead that could be approved."));
    if (!current.equals(hash)) {
      throw new Refused(
          "The plan is another one by now: %s. Read it first: %s".formatted(current, hint.plan()));
    }
    new AnnotationWriter(connection).onCluster(facts.name(), Labels.APPROVE, hash);
    Lines.print(
        surroundings.out(),
        List.of("Plan %s is approved.".formatted(hash), "See what happens: " + hint.watch()));
  }
}
