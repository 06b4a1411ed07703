package dev.quorate.scenario;

import dev.quorate.cli.Terminal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code kubectl zk doctor} says of one ensemble, as a person reads it. */
final class Doctor {
  /** A cause begins a line; what follows from it is indented, and remarks are no causes. */
  private static final Pattern CAUSE =
      Pattern.compile("(?m)^(?:Critical|Warning) (\\w+)(?: of (\\S+))?, for ");

  private final Terminal terminal;
  private final String ensemble;

  Doctor(RunningCluster cluster, String ensemble) {
    this.terminal = Terminal.at(cluster.local().kubeconfig());
    this.ensemble = ensemble;
  }

  /**
   * One page.
   *
   * @param causes the first one first
   */
  record Page(boolean isClear, List<Cause> causes, String text) {
    boolean beginsWith(String rule) {
      return !causes.isEmpty() && causes.getFirst().rule().equals(rule);
    }
  }

  /**
   * What is told as a cause.
   *
   * @param member empty when it is about the ensemble
   */
  record Cause(String rule, String member) {}

  Page page() {
    var output = terminal.type("doctor", ensemble);
    var causes = CAUSE.matcher(output.out()).results().map(Doctor::cause).toList();
    return new Page(output.exitCode() == 0, causes, output.out() + output.err());
  }

  private static Cause cause(MatchResult line) {
    return new Cause(line.group(1), line.group(2) == null ? "" : line.group(2));
  }
}
