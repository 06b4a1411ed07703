package dev.quorate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An operator as a process of its own, in nobody's environment but the one given. */
public final class OperatorJvm implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final Instant started = Instant.now();

  private OperatorJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it; its output goes to a temporary file. */
  public static OperatorJvm start(Class<?> main, Map<String, String> environment) {
    try {
      var output = Files.createTempFile("operator", ".log");
      output.toFile().deleteOnExit();
      return start(main, environment, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; its output goes to a file that is kept. */
  public static OperatorJvm start(Class<?> main, Map<String, String> environment, Path output) {
    try {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var builder =
          new ProcessBuilder(
              java,
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx96m",
              "-cp",
              System.getProperty("java.class.path"),
              main.getName());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new OperatorJvm(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Instant started() {
    return started;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal: TERM, KILL, STOP or CONT. */
  public void signal(String name) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running; its output:\n" + output());
    }
    return process.exitValue();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  public List<String> lines() {
    return output().lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
