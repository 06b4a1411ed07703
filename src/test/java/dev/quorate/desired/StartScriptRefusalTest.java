package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.MemberProcess;
import dev.quorate.testing.MemberVolume;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a member does not start: an exit code per reason, a sentence, and untouched volumes. */
class StartScriptRefusalTest {
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
  @ValueSource(strings = {"POD_NAME", "QUORATE_DOMAIN", "QUORATE_DATA_DIR", "QUORATE_RUN_DIR"})
  void aMissingVariable(String variable) throws Exception {
    member.without(variable);

    assertRefused(40, "the variable " + variable + " is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zk", "zk-", "zk-one"})
  void aPodNameWithoutOrdinal(String name) throws Exception {
    member.with("POD_NAME", name);

    assertRefused(40, "the pod name '" + name + "' does not end in an ordinal");
  }

  @Test
  void theVolumeOfAnotherMember() throws Exception {
    new MemberVolume(member).identity(3).database().list("100000000", lines);

    assertRefused(41, "belongs to server.3, and this pod is server.2");
    assertThat(member.files(member.data(), "*")).containsExactly("conf", "myid", "version-2");
    assertThat(member.data().resolve("myid")).hasContent("3");
  }

  @Test
  void theLogVolumeOfAnotherMember() throws Exception {
    member.withLogVolume();
    Files.writeString(member.log().resolve("myid"), "1\n");

    assertRefused(41, "the volume at " + member.log() + " belongs to server.1");
    assertThat(member.files(member.data(), "*")).isEmpty();
  }

  @Test
  void aVolumeThatWasCopiedFromAnotherCluster() throws Exception {
    MemberVolume.ofMember(
        member, "100000000", lines.stream().map(line -> line.replace(".test.", ".prod.")).toList());

    assertRefused(41, "comes from another cluster");
    assertThat(member.files(member.data(), "*")).containsExactly("conf", "myid", "version-2");
  }

  @Test
  void noMembershipList() throws Exception {
    Files.delete(ensemble.membership().resolve("servers"));

    assertRefused(42, "the membership list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "server.1=a:2888:3888:observer;a:2181\n",
        "server.1=a:2888:3888:participant;a:2181\nserver.2=a:2888:38"
      })
  void anIncompleteMembershipList(String text) throws Exception {
    Files.writeString(ensemble.membership().resolve("servers"), text);

    assertRefused(42, "is missing or incomplete");
  }

  @Test
  void theOnlyVoterWithAnEmptyVolume() throws Exception {
    ensemble.membership(List.of(member.line("participant")));
    ensemble.formed(true);

    assertRefused(43, "the membership list names no other voter to copy the data from");
    assertThat(member.files(member.data(), "*")).isEmpty();
  }

  @Test
  void theOnlyVoterWithADamagedVolumeKeepsWhatIsLeft() throws Exception {
    ensemble.membership(List.of(member.line("participant")));
    new MemberVolume(member).identity(2).database();

    assertRefused(43, "the volume has no complete server list");
    assertThat(member.files(member.data(), "*")).containsExactly("myid", "version-2");
  }

  @Test
  void aNameThatDoesNotResolve() throws Exception {
    ensemble.network().forget(member.fullName());
    member.with("QUORATE_DNS_DEADLINE", "1");

    assertRefused(44, "does not resolve to " + member.address() + " after 1 s");
    assertThat(member.files(member.data(), "*")).isEmpty();
  }

  @Test
  void aNameThatStillLeadsToThePreviousPod() throws Exception {
    ensemble.network().resolve(member.fullName(), "127.0.0.99");
    member.with("QUORATE_DNS_DEADLINE", "1");

    assertRefused(44, "leads to 127.0.0.99 and does not resolve to " + member.address());
  }

  @Test
  void aVolumeThatCannotBeWritten() throws Exception {
    // A file where a folder must be fails for every user, also for root.
    var file = Files.createFile(member.data().resolve("file"));
    member.with("QUORATE_DATA_DIR", file.toString()).bootstrapping();

    assertRefused(45, "a command failed in line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoo.cfg", "logback.xml"})
  void noConfiguration(String file) throws Exception {
    Files.delete(ensemble.config().resolve(file));

    assertRefused(46, file + " is missing or empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "super", "super:not base64"})
  void noDigest(String digest) throws Exception {
    Files.writeString(ensemble.superuser().resolve("digest"), digest);

    assertRefused(46, "digest is missing or is not 'user:digest'");
  }

  @Test
  void waitsUntilItsNameLeadsToItsAddress() throws Exception {
    ensemble.network().resolve(member.fullName(), "127.0.0.99");
    var start = member.bootstrapping().start();
    start.awaitOutput("waiting until " + member.fullName());
    assertThat(start.said().getFirst())
        .startsWith(
            "waiting until %s resolves to %s (now 127.0.0.99; "
                .formatted(member.fullName(), member.address()));

    ensemble.network().resolve(member.fullName(), member.address());

    assertThat(start.exitCode()).isZero();
    assertThat(start.said().getLast()).isEqualTo("starting ZooKeeper as server.2");
  }

  @Test
  void endsAtOnceWhenThePodIsDeletedWhileItWaits() throws Exception {
    ensemble.network().forget(member.fullName());
    var start = member.start();
    start.awaitOutput("waiting until");

    assertThat(start.stop()).isEqualTo(143);
    assertThat(start.said().getLast()).isEqualTo("stopped before the server was started");
  }

  @Test
  void anyAddressWillDoWhenThePodDoesNotKnowItsOwn() throws Exception {
    member.without("POD_IP").bootstrapping();

    assertThat(member.startAndEnd().exitCode()).isZero();
    assertThat(member.conf().resolve("zoo.cfg")).content().doesNotContain("serverAddress");
  }

  private void assertRefused(int code, String reason) throws Exception {
    MemberProcess start = member.startAndEnd();
    assertThat(start.said().getLast()).startsWith("refused: ").contains(reason);
    assertThat(start.exitCode()).isEqualTo(code);
    assertThat(start.output()).doesNotContain("server: ");
  }
}
