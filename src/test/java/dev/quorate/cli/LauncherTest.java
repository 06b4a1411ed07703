package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start the command line, with a java that only says how it was called. */
class LauncherTest {
  private static final Path SCRIPTS = Path.of("src/main/cli/bin");

  @TempDir private Path folder;
  private Path home;
  private Path jdk;

  @BeforeEach
  void anInstallationAndAJava() throws IOException {
    home = Files.createDirectory(folder.resolve("quorate cli"));
    var bin = Files.createDirectory(home.resolve("bin"));
    for (String script : List.of("quorate", "kubectl-zk")) {
      executable(bin.resolve(script), Files.readString(SCRIPTS.resolve(script)));
    }
    jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    javaOf("25.0.1");
  }

  private void javaOf(String version) throws IOException {
    executable(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        case $1 in
          -version) echo 'openjdk version "%s" 2025-10-21' >&2 ;;
          *) printf '%%s\\n' "$@" ;;
        esac
        """
            .formatted(version));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The words that java gets. */
  private List<String> start(Path script, String... arguments) throws Exception {
    return ends(0, script, arguments);
  }

  private List<String> ends(int exitCode, Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    var process = builder.start();
    var words =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as("%s", words).isEqualTo(exitCode);
    return words;
  }

  @Test
  void theProgramFindsItsJarsAndKeepsTheWordsApart() throws Exception {
    assertThat(start(home.resolve("bin/quorate"), "status", "a b"))
        .contains("-Dquorate.program=quorate", home.resolve("lib") + "/*")
        .endsWith("dev.quorate.cli.Main", "status", "a b");
  }

  @Test
  void asAPluginOfKubectlItIsCalledSo() throws Exception {
    assertThat(start(home.resolve("bin/kubectl-zk"), "doctor", "zk"))
        .contains("-Dquorate.program=kubectl zk", home.resolve("lib") + "/*")
        .endsWith("doctor", "zk");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    javaOf("17.0.12");
    assertThat(ends(2, home.resolve("bin/quorate"), "status"))
        .singleElement()
        .asString()
        .contains("needs Java 25", "bin/java is 17", "JAVA_HOME");
  }

  @Test
  void aLinkOnThePathLeadsToIt() throws Exception {
    var path = Files.createDirectory(folder.resolve("path"));
    var link = Files.createSymbolicLink(path.resolve("kubectl-zk"), home.resolve("bin/kubectl-zk"));
    var relative = Files.createSymbolicLink(path.resolve("other"), Path.of("kubectl-zk"));
    assertThat(start(link)).contains(home.resolve("lib") + "/*");
    assertThat(start(relative)).contains(home.resolve("lib") + "/*");
  }

  @Test
  void bothAreExecutableInTheSources() {
    assertThat(SCRIPTS.resolve("quorate")).isExecutable();
    assertThat(SCRIPTS.resolve("kubectl-zk")).isExecutable();
  }
}
