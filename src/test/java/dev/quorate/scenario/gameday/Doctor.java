package dev.quorate.scenario.gameday;

import dev.quorate.cli.Terminal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code kubectl zk doctor} says of one ensemble, as a person reads it. */
public final class Doctor {
  /** A cause begins a line; what follows from it is indented, and remarks are no causes. */
  private static final Pattern CAUSE =
      Pattern.compile("(?m)^(?:Critical|Warning) (\\w+)(?: of (\\S+))?, for ");

  private final Terminal terminal;
  private final List<String> question;

  /**
   * @param ensemble its name, and options such as that of its namespace
   */
  public Doctor(Terminal terminal, String... ensemble) {
    this.terminal = terminal;
    this.question = Stream.concat(Stream.of("doctor"), Stream.of(ensemble)).toList();
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
    var output = terminal.type(question.toArray(String[]::new));
    var causes = CAUSE.matcher(output.out()).results().map(Doctor::cause).toList();
    return new Page(output.exitCode() == 0, causes, output.out() + output.err());
  }

  private static Cause cause(MatchResult line) {
    return new Cause(line.group(1), line.group(2) == null ? "" : line.group(2));
  }
}
