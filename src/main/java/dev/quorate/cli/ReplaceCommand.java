package dev.quorate.cli;

import dev.quorate.model.Labels;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the operator to replace a member and its volumes, when the person is sure. */
@Command(
    name = "replace",
    mixinStandardHelpOptions = true,
    description = "Replace a member: it joins again on new volumes, in another zone or class.")
final class ReplaceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Option(
      names = "--member",
      required = true,
      paramLabel = "POD",
      description = "By the name of its pod, or the ordinal of a voter's.")
  private String member;

  @Option(names = "--yes", description = "Do it; without it, only what would happen is told.")
  private boolean sure;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  ReplaceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var connection = Connection.open(options)) {
      var facts = new ClusterReader(connection, surroundings).withoutMembers(name);
      var pod = new MemberChoice(facts).pod(member);
      var hint = new Hint(facts.namespace(), name);
      Lines.print(
          surroundings.out(), new WishScreen(facts, options.ink(surroundings)).replace(pod));
      if (!sure) {
        throw new Refused(
            "Nothing was done. To do it: %s --member %s --yes"
                .formatted(hint.command("replace"), pod));
      }
      new AnnotationWriter(connection).onPod(pod, Labels.REPLACE, "true");
      Lines.print(surroundings.out(), List.of("Asked for. See what happens: " + hint.watch()));
      return ExitCode.CLEAR;
    }
  }
}
