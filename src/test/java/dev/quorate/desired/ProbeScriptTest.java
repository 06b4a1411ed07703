package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kubelet learns from the probe script. */
class ProbeScriptTest {
  private static final String NOT_SERVING =
      "This ZooKeeper instance is not currently serving requests\n";

  private ScriptedEnsemble ensemble;
  private ScriptedMember member;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;

  @BeforeEach
  void oneMember() throws Exception {
    ensemble = ScriptedEnsemble.ofFakes(folder);
    member = ensemble.voter(0);
  }

  @AfterEach
  void endProcesses() {
    ensemble.close();
  }

  @Test
  void aServingMemberIsAliveAndReady() throws Exception {
    try (var _ = answering("imok", "Zookeeper version: 3.9.5\nMode: follower\nNode count: 5\n")) {
      assertThat(member.probe("alive")).isTrue();
      assertThat(member.probe("ready")).isTrue();
    }
  }

  @Test
  void aMemberWithoutQuorumIsAliveAndNotReady() throws Exception {
    try (var _ = answering("imok", NOT_SERVING)) {
      assertThat(member.probe("alive")).isTrue();
      assertThat(member.probe("ready")).isFalse();
      assertThat(member.probeOutput())
          .isEqualTo("quorate: not ready: the answer to srvr was '" + NOT_SERVING.strip() + "'\n");
    }
  }

  @Test
  void aWordThatIsNotAllowedIsNoSignOfLife() throws Exception {
    try (var _ = answering("ruok is not executed because it is not in the whitelist.\n", "")) {
      assertThat(member.probe("alive")).isFalse();
    }
  }

  @Test
  void aMemberThatIsStillWaitingForItsNameIsNotAlive() throws Exception {
    assertThat(member.probe("alive")).isFalse();
    assertThat(member.probeOutput())
        .isEqualTo(
            "quorate: not alive: nothing listens on %s port 2181\n".formatted(member.address()));
  }

  @Test
  void aFrozenMemberIsNotAlive() throws Exception {
    try (var _ = new ServerSocket(2181, 5, InetAddress.ofLiteral(member.address()))) {
      assertThat(member.probe("alive")).isFalse();
      assertThat(member.probeOutput()).isEqualTo("quorate: not alive: the answer to ruok was ''\n");
    }
  }

  @Test
  void anUnknownQuestionFails() throws Exception {
    assertThat(member.probe("healthy")).isFalse();
    assertThat(member.probeOutput()).isEqualTo("quorate: usage: probe.sh alive|ready\n");
  }

  @Test
  void asksAndChangesNothing() throws Exception {
    member.probe("ready");
    var before = everyFile();
    try (var _ = answering("imok", "Zookeeper version: 3.9.5\nMode: follower\n")) {
      member.probe("alive");
      member.probe("ready");
    }
    assertThat(asked).containsExactly("ruok", "srvr");
    assertThat(everyFile()).isEqualTo(before);
  }

  private List<Path> everyFile() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private ServerSocket answering(String ruok, String srvr) throws IOException {
    var server = new ServerSocket(2181, 5, InetAddress.ofLiteral(member.address()));
    var answers = Map.of("ruok", ruok, "srvr", srvr);
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (var connection = server.accept()) {
              var word =
                  new String(connection.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
              asked.add(word);
              var answer = answers.get(word);
              connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              return;
            }
          }
        });
    return server;
  }
}
