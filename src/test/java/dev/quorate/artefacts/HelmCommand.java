package dev.quorate.artefacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The helm that users type, for what its library for Java cannot do.
 *
 * @param kubeconfig of an administrator
 * @param home for what helm keeps between calls
 */
record HelmCommand(Path program, Path kubeconfig, Path home) {

  /** Runs it; it must succeed, and returns what it printed. */
  String succeed(String... arguments) {
    return run(true, arguments);
  }

  /** Runs it; it must fail, and returns what it printed. */
  String fail(String... arguments) {
    return run(false, arguments);
  }

  private String run(boolean success, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = builder.environment();
    environment.put("KUBECONFIG", kubeconfig.toString());
    for (String variable : List.of("HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME")) {
      environment.put(variable, home.toString());
    }
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if ((process.waitFor() == 0) != success) {
        throw new AssertionError("helm %s: %s".formatted(String.join(" ", arguments), text));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
