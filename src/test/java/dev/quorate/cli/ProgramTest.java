package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program as a process of its own, whose output goes into a pipe. */
class ProgramTest {
  private record Ended(int exitCode, String said) {}

  private static Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", "/nowhere/kubeconfig");
    var process = builder.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void saysWhatItCanDo() throws Exception {
    var help = run("--help");
    assertThat(help.said()).contains("Usage: quorate", "status", "doctor").doesNotContain("\u001b");
    assertThat(help.exitCode()).isZero();
  }

  @Test
  void saysWhichVersionItIs() throws Exception {
    var version = run("--version");
    assertThat(version.said()).isNotBlank();
    assertThat(version.exitCode()).isZero();
  }

  @Test
  void refusesAKubeconfigThatIsNotThere() throws Exception {
    var refused = run("status");
    assertThat(refused.said()).contains("There is no kubeconfig", "--kubeconfig");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
  }
}
