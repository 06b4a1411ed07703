package dev.quorate.cli;

import dev.quorate.model.Labels;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the operator for a restart, of all members or of one. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description =
        "Restart all members one after the other, or one of them; the operator does it when that is"
            + " safe.")
final class RestartCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Option(
      names = "--member",
      paramLabel = "POD",
      description = "Only this member, by the name of its pod, or the ordinal of a voter's.")
  private String member;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  RestartCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var connection = Connection.open(options)) {
      var facts = new ClusterReader(connection, surroundings).withoutMembers(name);
      var screen = new WishScreen(facts, options.ink(surroundings));
      var writer = new AnnotationWriter(connection);
      if (member == null) {
        Lines.print(surroundings.out(), screen.restartAll());
        writer.onCluster(name, Labels.RESTART_AT, now());
      } else {
        var pod = new MemberChoice(facts).pod(member);
        Lines.print(surroundings.out(), screen.restart(pod));
        writer.onPod(pod, Labels.RESTART, "true");
      }
      Lines.print(
          surroundings.out(),
          List.of("Asked for. See what happens: " + new Hint(facts.namespace(), name).watch()));
      return ExitCode.CLEAR;
    }
  }

  private String now() {
    return surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
