package dev.quorate.local.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the machine's kubectl against a server; its absence is a failure, not a reason to skip. */
final class Kubectl {
  private static final int PATIENCE_SECONDS = 60;
  private final Path home;

  /** Keeps kubeconfig and caches in a folder of its own. */
  Kubectl(ApiServer server, Path home) {
    this.home = home;
    server.kubeconfig(home.resolve("kubeconfig"));
  }

  /** How a command ended, and all that it printed. */
  record Result(int exit, String output) {

    /** The lines, with runs of blanks as single ones. */
    List<String> lines() {
      return output.lines().map(l -> l.strip().replaceAll(" +", " ")).toList();
    }
  }

  /** Runs a command that has to succeed; returns what it printed. */
  Result run(String... arguments) {
    Result result = with(Map.of(), "", arguments);
    if (result.exit() != 0) {
      throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + result.output());
    }
    return result;
  }

  /** Runs a command with further environment and standard input. */
  Result with(Map<String, String> environment, String input, String... arguments) {
    try {
      Process process = start(environment, arguments);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("kubectl " + String.join(" ", arguments) + " does not end");
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl is needed on the PATH", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command that runs until it is ended, its output in a file. */
  Process follow(Path output, String... arguments) {
    try {
      return builder(Map.of(), arguments).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException("kubectl is needed on the PATH", e);
    }
  }

  /** Applies YAML. */
  Result apply(String yaml) {
    return with(Map.of(), yaml, "apply", "-f", "-");
  }

  /** Writes a file for a command to read. */
  String file(String name, String content) {
    try {
      return Files.writeString(home.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    return builder(environment, arguments).start();
  }

  private ProcessBuilder builder(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", home.resolve("kubeconfig").toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
