package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.testing.ObservedStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is understood of the last words of a container. The words in {@code last-words} were
 * recorded from ZooKeeper 3.9.5, its scripts, bash and the JVM, each brought to that end on
 * purpose, and cut to the 2048 bytes that a kubelet keeps.
 */
class CrashCauseTest {
  private static final Path RECORDED = Path.of("src/test/resources/last-words");
  private static final int LONGEST = 240;

  static List<String> recorded() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.map(f -> f.getFileName().toString().replace(".txt", "")).sorted().toList();
    }
  }

  private static String words(String name) throws IOException {
    return Files.readString(RECORDED.resolve(name + ".txt"));
  }

  private static MemberHealth crashed(int code, String reason, String words) {
    var state =
        ObservedStates.healthy(3)
            .change(1, m -> m.crashed(new Exit(code, reason, words), 1))
            .build();
    return HealthCheck.of(state.member(new MemberId(1)), state);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void recognisesEachOfTheRecordedEnds(String name) throws IOException {
    var cause = CrashCause.of(words(name)).orElseThrow();
    assertThat(cause.name().toLowerCase(Locale.ROOT).replace('_', '-')).isEqualTo(name);
    var health = crashed(1, "Error", words(name));
    assertThat(health.reason()).isEqualTo(Reason.CRASH_LOOP);
    assertThat(health.message()).contains("exit code 1 (Error, " + cause.meaning());
    assertThat(LastWords.of(words(name))).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad-configuration | Caused by: java.lang.NumberFormatException: For input string: \"fast\"",
        "class-missing | Caused by: java.lang.ClassNotFoundException: com.example.Missing",
        "no-space | Caused by: java.io.IOException: No space left on device",
        "not-listed | java.lang.RuntimeException: My id 7 not in the peer list",
        "port-in-use | java.net.BindException: Address already in use",
        "heap-full | Terminating due to java.lang.OutOfMemoryError: Java heap space",
      })
  void quotesTheLineThatTellsMost(String name, String line) throws IOException {
    assertThat(LastWords.of(words(name))).isEqualTo(line);
  }

  /** The JVM ends with 3 then, which is ZooKeeper's code for a directory that it cannot use. */
  @Test
  void whatWasSaidTellsMoreThanTheCode() throws IOException {
    assertThat(crashed(3, "Error", words("heap-full")).message())
        .contains("raise spec.jvm.heap")
        .doesNotContain("directory");
    assertThat(crashed(3, "Error", "").message()).contains("the data directory cannot be used");
  }

  @Test
  void aContainerThatWasKilledForItsMemoryIsToldWhichLimitToRaise() {
    assertThat(crashed(137, "OOMKilled", "").message())
        .contains("spec.pod.resources.limits.memory");
  }

  @Test
  void anImageWithoutAShellIsNamed() {
    String runc =
        "failed to create containerd task: failed to create shim task: OCI runtime create failed:"
            + " runc create failed: unable to start container process: exec: \"/bin/bash\": stat"
            + " /bin/bash: no such file or directory: unknown";
    var state =
        ObservedStates.healthy(3).change(1, m -> m.waiting("RunContainerError", runc)).build();
    assertThat(HealthCheck.of(state.member(new MemberId(1)), state).message())
        .contains(CrashCause.NO_SHELL.meaning());
  }

  /**
   * As ZooKeeper 3.8.5 to 3.9.5 write it ({@code QuorumPeer.loadDataBase}, {@code FileTxnSnapLog}).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.IOException: The current epoch, 2, is older than the last zxid, 12884901890",
        "java.io.IOException: The accepted epoch, 2 is less than the current epoch, 3",
        "java.io.IOException: No snapshot found, but there are log entries. Something is broken!",
        "ERROR o.a.z.server.quorum.QuorumPeer - Unable to load database on disk",
      })
  void dataOnWhichAServerCannotStartIsRecognisedByZooKeepersOwnWords(String words) {
    assertThat(CrashCause.of(words)).contains(CrashCause.BAD_DATA);
  }

  @Test
  void hidesSecretsAndNothingElse() {
    String digest = "super:" + "aB3+".repeat(6) + "xyZ=";
    assertThat(LastWords.of("superDigest=" + digest)).isEqualTo("superDigest=***");
    assertThat(LastWords.of("bad line: " + digest)).isEqualTo("bad line: super:***");
    assertThat(LastWords.of("ssl.keyStore.password=pw, port 2181"))
        .isEqualTo("ssl.keyStore.password=***, port 2181");
    assertThat(LastWords.of("Cannot open channel to 2 at election address zk-1:3888"))
        .isEqualTo("Cannot open channel to 2 at election address zk-1:3888");
  }

  @Test
  void whatIsNotKnownIsQuotedAsItIs() {
    assertThat(CrashCause.of("something new")).isEmpty();
    assertThat(crashed(1, "Error", "first\nsomething new\n").message())
        .endsWith("an unexpected error; the log names it); it said: something new");
  }
}
