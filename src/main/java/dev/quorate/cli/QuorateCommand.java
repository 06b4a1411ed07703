package dev.quorate.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** All commands together. */
@Command(
    name = "quorate",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description =
        "Looks at ZooKeeper ensembles that the Quorate operator runs, and asks it for things.",
    subcommands = GenerateCompletion.class,
    synopsisSubcommandLabel = "COMMAND")
final class QuorateCommand {

  /**
   * The commands, ready to be executed.
   *
   * @param program how the person has called it
   */
  static CommandLine of(String program, Surroundings surroundings) {
    var line =
        new CommandLine(new QuorateCommand())
            .addSubcommand(new StatusCommand(surroundings))
            .addSubcommand(new DoctorCommand(surroundings))
            .addSubcommand(new TopCommand(surroundings))
            .addSubcommand(new TreeCommand(surroundings))
            .addSubcommand(new BenchCommand(surroundings))
            .addSubcommand(new PlanCommand(surroundings))
            .addSubcommand(new RestartCommand(surroundings))
            .addSubcommand(new ReplaceCommand(surroundings))
            .addSubcommand(new BundleCommand(surroundings))
            .setCommandName(program);
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(surroundings.terminal() ? Ansi.ON : Ansi.OFF));
    line.setExecutionExceptionHandler((e, _, _) -> tell(e, surroundings));
    return line;
  }

  private static int tell(Exception e, Surroundings surroundings) throws Exception {
    surroundings.out().flush();
    surroundings
        .err()
        .println(
            switch (e) {
              case Refused refused -> refused.getMessage();
              case KubernetesClientException k -> Connection.explain(k);
              default -> throw e;
            });
    surroundings.err().flush();
    return ExitCode.REFUSED;
  }
}
