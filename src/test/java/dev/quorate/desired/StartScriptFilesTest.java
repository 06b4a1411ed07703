package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.MemberVolume;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import dev.quorate.testing.StaticZooCfg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server list is taken, what is kept, and what the configuration folder looks like. */
class StartScriptFilesTest {
  private ScriptedEnsemble ensemble;
  private ScriptedMember member;
  private List<String> lines;

  @BeforeEach
  void threeVoters(@TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.ofFakes(folder);
    var voters = ensemble.voters(3);
    member = voters.get(1);
    lines = voters.stream().map(voter -> voter.line("participant")).toList();
  }

  @AfterEach
  void endProcesses() {
    ensemble.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a00000000", "1000000000", "7fffffffffffffff", "ffffffffffffffff"})
  void takesTheNewestListByItsNumber(String newest) throws Exception {
    MemberVolume.ofMember(member, "900000005", lines).list(newest, lines).list("9", lines);

    member.startAndEnd();

    assertThat(zooCfg()).endsWith("dynamic." + newest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "server.1=zk-0:2888:3888:participant;zk-0:2181\nserver.2=zk-1:2888:3888:partic",
        "server.1=zk-0:2888:3888:participant;zk-0:2181\nserver.2=zk-1:2888:3888:participant;zk-1:218",
        "server.1=zk-0:2888:3888:observer;zk-0:2181\nserver.2=zk-1:2888:3888:observer;zk-1:2181",
        "server.2=zk-1:2888:3888:participant;zk-1:2181\n\0\0\0\0"
      })
  void anIncompleteListIsSetAsideForTheOneBeforeIt(String text) throws Exception {
    MemberVolume.ofMember(member, "100000000", lines).rawList("200000003", text);

    var start = member.startAndEnd();

    assertThat(start.said().getFirst())
        .startsWith("the list zoo.cfg.dynamic.200000003 is incomplete: set aside in ");
    assertThat(zooCfg()).endsWith("dynamic.100000000");
    var folder = member.files(member.data(), "set-aside-*").getFirst();
    assertThat(member.data().resolve(folder).resolve("zoo.cfg.dynamic.200000003"))
        .content()
        .isEqualTo(text);
  }

  @Test
  void aListMayEndInANewline() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines)
        .rawList("200000003", String.join("\n", lines) + "\n");

    member.startAndEnd();

    assertThat(zooCfg()).endsWith("dynamic.200000003");
  }

  @Test
  void aMemberWhoseOnlyListIsIncompleteJoinsAnew() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines).rawList("100000000", "server.1=zk");

    var start = member.startAndEnd();

    assertThat(start.output())
        .contains("joins as an observer: the volume has no complete server list");
    assertThat(member.data().resolve("version-2")).doesNotExist();
  }

  @Test
  void keepsTheNewestFiveLists() throws Exception {
    var volume = MemberVolume.ofMember(member, "100000000", lines);
    for (var version : List.of("100000003", "200000000", "300000000", "a00000000", "b00000000")) {
      volume.list(version, lines);
    }
    volume.list("1000000000", lines);

    member.startAndEnd();

    assertThat(member.files(member.conf(), "zoo.cfg.dynamic*"))
        .containsExactly(
            "zoo.cfg.dynamic.1000000000",
            "zoo.cfg.dynamic.200000000",
            "zoo.cfg.dynamic.300000000",
            "zoo.cfg.dynamic.a00000000",
            "zoo.cfg.dynamic.b00000000");
  }

  @Test
  void aProposedListSurvivesARestart() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines)
        .rawList("next", String.join("\n", lines) + "\nversion=200000001");

    member.startAndEnd();

    assertThat(member.conf().resolve("zoo.cfg.dynamic.next")).exists();
  }

  @Test
  void addsToTheConfigurationWhatOnlyThePodKnows() throws Exception {
    member.withLogVolume().bootstrapping().startAndEnd();

    assertThat(member.conf().resolve("zoo.cfg"))
        .content()
        .isEqualTo(
            StaticZooCfg.TEXT
                + """

                dataDir=%s
                dataLogDir=%s
                dynamicConfigFile=%s/zoo.cfg.dynamic
                admin.serverAddress=%s
                metricsProvider.httpHost=%s
                DigestAuthenticationProvider.superDigest=%s
                """
                    .formatted(
                        member.data(),
                        member.log(),
                        member.conf(),
                        member.address(),
                        member.address(),
                        ScriptedEnsemble.digest()));
    assertThat(member.conf().resolve("logback.xml"))
        .hasSameTextualContentAs(ensemble.config().resolve("logback.xml"));
  }

  @Test
  void nobodyElseCanReadTheDigest() throws Exception {
    var start = member.bootstrapping().startAndEnd();

    assertThat(permissions(member.conf())).isEqualTo("rwx------");
    assertThat(permissions(member.conf().resolve("zoo.cfg"))).isEqualTo("rw-------");
    assertThat(start.output()).doesNotContain(ScriptedEnsemble.digest());
  }

  @Test
  void theDigestIsNotKeptInWhatIsSetAside() throws Exception {
    member.bootstrapping().startAndEnd();
    member.replacePod();
    member.startAndEnd();

    var folder = member.data().resolve(member.files(member.data(), "set-aside-*").getFirst());
    assertThat(member.files(folder.resolve("conf"), "*"))
        .containsExactly("logback.xml", "started-as", "zoo.cfg.dynamic");
  }

  @Test
  void everyStartTakesTheConfigurationOfThePod() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);
    member.startAndEnd();
    ensemble.zooCfg("tickTime=3000"); // also without a newline at its end

    member.startAndEnd();

    assertThat(member.conf().resolve("zoo.cfg"))
        .content()
        .startsWith("tickTime=3000\ndataDir=")
        .doesNotContain("tickTime=2000");
  }

  @Test
  void neverOverwritesWhatWasSetAsideBefore() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);
    ensemble.membership(List.of(lines.get(0)));
    member.startAndEnd();
    MemberVolume.ofMember(member, "100000000", lines);
    Files.delete(member.conf().resolve("started-as"));

    member.startAndEnd();

    assertThat(member.files(member.data(), "set-aside-*")).hasSize(2);
  }

  @Test
  void livesWithAVolumeThatHasLostAndFound() throws Exception {
    Files.createDirectories(member.data().resolve("lost+found"));
    member.bootstrapping();

    assertThat(member.startAndEnd().said().getFirst()).contains("the volume is empty");
    assertThat(member.data().resolve("lost+found")).exists();
    assertThat(member.files(member.data(), "set-aside-*")).isEmpty();
  }

  private String zooCfg() throws Exception {
    return Files.readAllLines(member.conf().resolve("zoo.cfg")).stream()
        .filter(line -> line.startsWith("dynamicConfigFile="))
        .findFirst()
        .orElseThrow();
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
