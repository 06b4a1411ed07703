package dev.quorate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One start of a member: the start script, and the server that it becomes. */
public final class MemberProcess {
  private final Process process;
  private final Path output;

  MemberProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Everything that was written to standard output and standard error so far. */
  public String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the start script said, without its prefix. */
  public List<String> said() {
    return output()
        .lines()
        .filter(line -> line.startsWith("quorate: "))
        .map(line -> line.substring("quorate: ".length()))
        .toList();
  }

  public void awaitOutput(String part) {
    Awaitility.await("'" + part + "' in the output of the member")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> output().contains(part));
  }

  /** Waits for the end of the process and returns its exit code. */
  public int exitCode() {
    try {
      return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    } catch (CompletionException e) {
      throw new IllegalStateException("still running after 60 s:\n" + output(), e);
    }
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL, as when a node loses power. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM, as when a pod is deleted. */
  public int stop() {
    process.destroy();
    return exitCode();
  }
}
