package dev.quorate.desired;

import static dev.quorate.testing.MemberModes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Mount;
import dev.quorate.testing.EnsembleSession;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.MemberModes;
import dev.quorate.testing.MemberVolume;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.Word;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three voters that start for the first time with the files and JVM options that the operator
 * renders, one of them with a separate log volume, on both lines of ZooKeeper: what they leave
 * behind, and that the settings take effect.
 */
@ParameterizedClass
@MethodSource("releases")
class FirstStartIT {
  private static ScriptedEnsemble ensemble;
  private static List<ScriptedMember> voters;

  @Parameter ZooKeeperDistribution release;

  static List<ZooKeeperDistribution> releases() {
    return List.of(ZooKeeperDistribution.oldest(), ZooKeeperDistribution.newest());
  }

  @BeforeParameterizedClassInvocation
  static void form(ZooKeeperDistribution release, @TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.of(release, folder.resolve(release.version()));
    var rendered = rendered(release);
    ensemble.configuration(ConfigFiles.of(rendered, Scripts.shipped()).contents());
    var options =
        JvmFlags.of(rendered)
            .replace(Mount.CONFIG.path(), ensemble.config().toString())
            .replace(Mount.LOGS.path(), folder.toString());
    voters = ensemble.voters(3);
    voters.get(2).withLogVolume();
    for (var voter : voters) {
      voter.with("SERVER_JVMFLAGS", options).bootstrapping().start();
    }
    await(voters, "follower", "follower", "leader");
  }

  private static Ensemble rendered(ZooKeeperDistribution release) {
    return Ensembles.of(3)
        .version(release.version())
        .jvm(96, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .build();
  }

  @AfterParameterizedClassInvocation
  static void endProcesses() {
    ensemble.close();
  }

  @Test
  void theMembersRunThatRelease() {
    assertThat(voters)
        .allSatisfy(voter ->
            assertThat(MemberModes.ask(voter, Word.SRVR))
                .startsWith("Zookeeper version: " + release.version() + "-"));
  }

  @Test
  void theProbesSucceed() throws Exception {
    for (var voter : voters) {
      assertThat(voter.probe("alive")).isTrue();
      assertThat(voter.probe("ready")).isTrue();
    }
  }

  @Test
  void theMarkerIsGoneAndZooKeeperOwnsTheList() throws Exception {
    var list = voters.stream().map(voter -> voter.line("participant")).toList();
    for (var voter : voters) {
      assertThat(voter.data().resolve("initialize")).doesNotExist();
      assertThat(voter.log().resolve("initialize")).doesNotExist();
      assertThat(new MemberVolume(voter).listFile("100000000"))
          .content()
          .isEqualTo(String.join("\n", list));
    }
  }

  @Test
  void theTransactionLogGoesToItsOwnVolume() throws Exception {
    try (var session = EnsembleSession.anonymous(voters)) {
      session.write("/something");
    }
    var separate = voters.get(2);
    assertThat(separate.files(separate.log().resolve("version-2"), "log.*")).isNotEmpty();
    assertThat(separate.files(separate.data().resolve("version-2"), "log.*")).isEmpty();
  }

  @Test
  void onlyTheSuperuserChangesTheMembership() throws Exception {
    var observer = ensemble.observer(0);
    try (var anonymous = EnsembleSession.anonymous(voters);
        var superuser = EnsembleSession.superuser(voters)) {
      assertThatThrownBy(() -> anonymous.add(observer.line("observer")))
          .isInstanceOf(KeeperException.NoAuthException.class);

      superuser.add(observer.line("observer"));
      assertThat(anonymous.config()).contains(observer.line("observer"));
      superuser.remove(observer.id());
      assertThat(anonymous.config()).doesNotContain(observer.line("observer"));
    }
  }

  @Test
  void theDigestIsInNoArgumentNoEnvironmentAndNoLog() throws Exception {
    for (var voter : voters) {
      var process = Path.of("/proc", Long.toString(voter.process().pid()));
      assertThat(Files.readString(process.resolve("cmdline")))
          .contains("QuorumPeerMain")
          .doesNotContain(ScriptedEnsemble.digest());
      assertThat(Files.readString(process.resolve("environ")))
          .doesNotContain(ScriptedEnsemble.digest());
      assertThat(voter.process().output()).doesNotContain(ScriptedEnsemble.digest());
    }
  }

  @Test
  void everyListenerIsOnTheAddressOfThePod() throws Exception {
    var listening = listeningSockets();
    for (var voter : voters) {
      for (int port : List.of(2181, 3888, 7000, 8080)) {
        assertThat(listening).anyMatch(socket -> socket.endsWith(hex(voter.address(), port)));
      }
    }
  }

  @Test
  void theSettingsThatBecomeSystemPropertiesHaveTheirPrefix() throws Exception {
    var properties = get(voters.getFirst(), 8080, "/commands/system_properties");
    assertThat(properties)
        .contains("\"zookeeper.db.autocreate\" : \"false\"")
        .contains("\"zookeeper.electionPortBindRetry\" : \"0\"")
        .contains("\"zookeeper.admin.serverAddress\"");
    assertThat(voters.getFirst().process().output())
        .contains("Election port bind maximum retries is infinite")
        .contains("autopurge.purgeInterval set to 1");
  }

  @Test
  void metricsAreServed() throws Exception {
    assertThat(get(voters.getFirst(), 7000, "/metrics")).contains("jvm_info", "quorum_size 3.0");
  }

  @Test
  void allWordsOfTheAllowListAreAnswered() {
    // An ensemble this young has no digests yet, and then 'hash' answers nothing at all.
    assertThat(EnumSet.complementOf(EnumSet.of(Word.HASH)))
        .allSatisfy(word -> assertThat(MemberModes.ask(voters.getFirst(), word)).isNotEmpty());
  }

  private static String get(ScriptedMember member, int port, String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://" + member.address() + ":" + port + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static List<String> listeningSockets() throws Exception {
    var sockets = new ArrayList<String>();
    for (var table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
      if (Files.exists(table)) {
        Files.readAllLines(table).stream()
            .map(line -> line.strip().split(" +"))
            .filter(columns -> columns[3].equals("0A"))
            .forEach(columns -> sockets.add(columns[1]));
      }
    }
    return sockets;
  }

  /** Address and port as the tables of the kernel print them. */
  private static String hex(String address, int port) {
    var text = new StringBuilder();
    for (var part : address.split("\\.", -1)) {
      text.insert(0, "%02X".formatted(Integer.parseInt(part)));
    }
    return text + ":%04X".formatted(port);
  }
}
