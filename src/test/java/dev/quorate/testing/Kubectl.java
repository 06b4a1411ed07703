package dev.quorate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ordinary kubectl of the machine, as its user types it. */
public final class Kubectl {
  private final Path kubeconfig;
  private final Map<String, String> environment;

  public Kubectl(Path kubeconfig) {
    this(kubeconfig, Map.of());
  }

  /**
   * @param environment variables that it gets beside those of this process
   */
  public Kubectl(Path kubeconfig, Map<String, String> environment) {
    this.kubeconfig = kubeconfig.toAbsolutePath();
    this.environment = environment;
  }

  /** What kubectl printed to both streams, and how it ended. */
  public record Output(int exitCode, String text) {

    /** The cells of a table, row by row, the header first. */
    public List<List<String>> table() {
      return text.lines().map(line -> List.of(line.strip().split(" {2,}"))).toList();
    }
  }

  /** Whether this machine has one. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  public Output run(String... arguments) {
    return runWith("", arguments);
  }

  /** Runs it with something on its standard input; it must succeed, and returns what it printed. */
  public String succeed(String input, String... arguments) {
    var output = runWith(input, arguments);
    if (output.exitCode() != 0) {
      throw new AssertionError(
          "kubectl %s: %s".formatted(String.join(" ", arguments), output.text()));
    }
    return output.text();
  }

  /** Runs it with something on its standard input. */
  public Output runWith(String input, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of(arguments));
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
