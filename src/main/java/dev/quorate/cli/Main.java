package dev.quorate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a command; its exit code is one of {@link ExitCode}. */
public final class Main {
  /** Set by the launcher scripts: how the person has called the program. */
  private static final String PROGRAM = "quorate.program";

  private Main() {}

  public static void main(String[] args) {
    // Libraries have nothing to say that a command does not tell in its own words.
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .setLevel(Level.OFF);
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    boolean terminal = isTerminal() && System.getenv("NO_COLOR") == null;
    var surroundings = new Surroundings(out, err, Clock.systemUTC(), terminal, new ExecTunnels());
    int code =
        QuorateCommand.of(System.getProperty(PROGRAM, "quorate"), surroundings).execute(args);
    out.flush();
    System.exit(code);
  }

  /**
   * Java 25 has no console when the output goes into a pipe or a file; 22 to 24 always have one.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }
}
