package dev.quorate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An operator as a process of its own, in nobody's environment but the one given. */
final class OperatorJvm implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final Instant started = Instant.now();

  private OperatorJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static OperatorJvm start(Class<?> main, Map<String, String> environment) {
    try {
      var output = Files.createTempFile("operator", ".log");
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

  Instant started() {
    return started;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal: TERM, KILL, STOP or CONT. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running; its output:\n" + output());
    }
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  List<String> lines() {
    return output().lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
