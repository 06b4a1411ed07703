package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Which of its three ways a member starts in: restart, first bootstrap, joiner. */
class StartScriptTest {
  private ScriptedEnsemble ensemble;
  private List<ScriptedMember> voters;
  private ScriptedMember member;
  private List<String> lines;

  @BeforeEach
  void threeVoters(@TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.ofFakes(folder);
    voters = ensemble.voters(3);
    member = voters.get(1);
    lines = voters.stream().map(voter -> voter.line("participant")).toList();
  }

  @AfterEach
  void endProcesses() throws Exception {
    ensemble.close();
  }

  @Test
  void bootstrapsOnAnEmptyVolumeWhenTheOperatorSaysSo() throws Exception {
    var start = member.bootstrapping().startAndEnd();

    assertThat(start.said())
        .containsExactly(
            "server.2 bootstraps: the volume is empty, and the ensemble has never formed",
            "initial list: servers 1, 2, 3; an empty database is allowed this once",
            "starting ZooKeeper as server.2");
    assertThat(start.output())
        .contains("server: ZOOCFGDIR=" + member.conf() + " arguments=start-foreground");
    assertThat(member.data().resolve("myid")).hasContent("2");
    assertThat(member.data().resolve("initialize")).exists();
    assertThat(member.conf().resolve("zoo.cfg.dynamic")).hasContent(String.join("\n", lines));
  }

  @Test
  void putsTheMarkerBesideTheTransactionLog() throws Exception {
    member.withLogVolume().bootstrapping().startAndEnd();

    assertThat(member.log().resolve("initialize")).exists();
    assertThat(member.data().resolve("initialize")).doesNotExist();
  }

  @Test
  void bootstrapsAgainWhenTheFirstAttemptDiedEarly() throws Exception {
    member.bootstrapping().startAndEnd();
    Files.delete(member.data().resolve("initialize"));
    Files.createDirectories(member.data().resolve("version-2"));
    Files.writeString(member.data().resolve("version-2/acceptedEpoch"), "1");

    var again = member.startAndEnd();

    assertThat(again.said().getFirst())
        .isEqualTo(
            "server.2 bootstraps again: an earlier attempt ended before the ensemble formed");
    assertThat(member.data().resolve("initialize")).exists();
    assertThat(member.data().resolve("version-2/acceptedEpoch")).exists();
    assertThat(setAside()).isEmpty();
  }

  @Test
  void neverBootstrapsOnceTheEnsembleHasFormed() throws Exception {
    ensemble.formed(true);
    member.bootstrapping().startAndEnd();

    var start = member.startAndEnd();

    assertThat(start.said().getFirst())
        .isEqualTo(
            "server.2 joins as an observer: the volume is empty, and the ensemble has formed already");
    assertThat(member.data().resolve("initialize")).doesNotExist();
  }

  @Test
  void neverBootstrapsTwiceInOnePodWhenTheVolumeWasWipedBetween() throws Exception {
    member.bootstrapping().startAndEnd();
    member.wipe(member.data());
    member.startAndEnd();

    var start = member.startAndEnd();

    assertThat(start.said().getFirst())
        .isEqualTo(
            "server.2 joins as an observer: the volume is empty,"
                + " and this pod bootstrapped once, and its volume was wiped since");
    assertThat(member.data().resolve("initialize")).doesNotExist();
  }

  @Test
  void neverBootstrapsWhenTheVolumeHasBeenPartOfAFormedEnsemble() throws Exception {
    new MemberVolume(member).identity(2).list("100000000", lines);

    var start = member.bootstrapping().startAndEnd();

    assertThat(start.said().getLast()).isEqualTo("starting ZooKeeper as server.2");
    assertThat(start.output())
        .contains(
            "joins as an observer: it has a server list, and its database is gone,"
                + " and this volume has been part of a formed ensemble");
    assertThat(member.data().resolve("initialize")).doesNotExist();
  }

  @Test
  void aPodBeyondTheInitialListJoinsInsteadOfBootstrapping() throws Exception {
    var fourth = ensemble.voter(3).bootstrapping();

    var start = fourth.startAndEnd();

    assertThat(start.said().getFirst())
        .endsWith("and the initial list does not name server.4 as a voter");
    assertThat(fourth.conf().resolve("zoo.cfg.dynamic"))
        .hasContent(String.join("\n", lines) + "\n" + fourth.line("observer"));
  }

  @Test
  void restartsOnACompleteVolumeThatTheMembershipListNames() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);

    var start = member.startAndEnd();

    assertThat(start.said())
        .containsExactly(
            "server.2 restarts as a member: its volume is complete and named by the membership list;"
                + " list zoo.cfg.dynamic.100000000: servers 1, 2, 3",
            "starting ZooKeeper as server.2");
    assertThat(member.conf().resolve("zoo.cfg"))
        .content()
        .contains("dynamicConfigFile=" + member.conf().resolve("zoo.cfg.dynamic.100000000"));
  }

  @Test
  void restartsEvenWhileTheBootstrapFlagIsStillThere() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);

    var start = member.bootstrapping().startAndEnd();

    assertThat(start.said().getFirst()).startsWith("server.2 restarts as a member");
    assertThat(member.data().resolve("initialize")).doesNotExist();
  }

  @Test
  void removesAMarkerThatAnEarlierStartLeftBehind() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);
    Files.createFile(member.data().resolve("initialize"));

    member.startAndEnd();

    assertThat(member.data().resolve("initialize")).doesNotExist();
  }

  @Test
  void aVoterThatIsWipedAgainInTheSamePodTellsSoAgain() throws Exception {
    ensemble.formed(true);
    assertThat(member.startAndEnd().exitCode()).isEqualTo(47);
    assertThat(member.startAndEnd().said()).anyMatch(line -> line.contains("joins"));

    member.wipe(member.data());

    assertThat(member.startAndEnd().exitCode()).isEqualTo(47);
    assertThat(member.startAndEnd().said()).anyMatch(line -> line.contains("joins"));
  }

  @Test
  void aWipedVoterTellsSoOnceAndThenJoinsAsAnObserver() throws Exception {
    ensemble.formed(true);

    var told = member.startAndEnd();

    assertThat(told.exitCode()).isEqualTo(47);
    assertThat(told.said().getFirst())
        .startsWith("server.2 is a voter, and the volume is empty. Nothing was changed.");
    assertThat(member.data()).isEmptyDirectory();

    var start = member.startAndEnd();

    assertThat(start.said())
        .containsExactly(
            "server.2 joins as an observer: the volume is empty,"
                + " and this is not the first start of the ensemble",
            "joining list: servers 1, 3, 2 (observer)",
            "starting ZooKeeper as server.2");
    assertThat(setAside()).isEmpty();
  }

  @Test
  void theListThatARemovedMemberKeptIsSetAside() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);
    ensemble.membership(List.of(lines.get(0), lines.get(2)));

    var start = member.startAndEnd();

    assertThat(start.said().getFirst())
        .isEqualTo(
            "server.2 joins as an observer: the membership list does not name server.2:"
                + " this member left the ensemble or has not been admitted yet,"
                + " and this is not the first start of the ensemble");
    assertThat(setAside()).hasSize(1);
    var kept = member.data().resolve(setAside().getFirst());
    assertThat(kept.resolve("version-2/snapshot.100000002")).exists();
    assertThat(kept.resolve("conf/zoo.cfg.dynamic.100000000")).exists();
    assertThat(member.data().resolve("version-2")).doesNotExist();
  }

  @Test
  void aListThatNoLongerNamesThisMemberIsNotReplacedByAnOlderOneThatDid() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines)
        .list("200000005", List.of(lines.get(0), lines.get(2)));

    var start = member.startAndEnd();

    assertThat(start.said().getFirst())
        .contains("its newest list zoo.cfg.dynamic.200000005 does not name server.2");
  }

  @Test
  void dataWithoutAListIsSetAside() throws Exception {
    new MemberVolume(member).identity(2).database();

    var start = member.startAndEnd();

    assertThat(start.said().getFirst()).contains("the volume has no complete server list");
    assertThat(setAside()).hasSize(1);
  }

  @Test
  void aVolumeWithoutIdentityIsNotBelieved() throws Exception {
    new MemberVolume(member).database().list("100000000", lines);

    var start = member.startAndEnd();

    assertThat(start.said().getFirst()).contains("the volume carries no myid");
    assertThat(setAside()).hasSize(1);
  }

  @Test
  void aWipedLogVolumeMakesTheDataVolumeWorthless() throws Exception {
    member.withLogVolume();
    MemberVolume.ofMember(member, "100000000", lines);
    member.wipe(member.log());

    var start = member.startAndEnd();

    assertThat(start.said().getFirst()).contains("its database is gone");
    assertThat(setAside()).hasSize(1);
    assertThat(member.data().resolve("version-2")).doesNotExist();
  }

  @Test
  void aWipedDataVolumeMakesTheLogVolumeWorthless() throws Exception {
    member.withLogVolume();
    MemberVolume.ofMember(member, "100000000", lines);
    member.wipe(member.data());

    var start = member.startAndEnd();

    assertThat(start.said().getFirst()).contains("the volume carries no myid");
    assertThat(member.files(member.log(), "*")).hasSize(2).contains("myid");
    assertThat(member.log().resolve("version-2")).doesNotExist();
  }

  @Test
  void aJoinerKeepsWhatItHasCopiedAndGetsAFreshList() throws Exception {
    var fourth = ensemble.voter(3);
    fourth.startAndEnd();
    new MemberVolume(fourth).database().list("300000001", lines).rawList("next", "version=1\n");
    ensemble.membership(lines.subList(0, 2));

    var again = fourth.startAndEnd();

    assertThat(again.said())
        .contains("keeping what it has copied so far; the list is rebuilt")
        .contains("joining list: servers 1, 2, 4 (observer)");
    assertThat(fourth.data().resolve("version-2/snapshot.100000002")).exists();
    assertThat(fourth.conf().resolve("zoo.cfg.dynamic.next")).doesNotExist();
    assertThat(fourth.files(fourth.data(), "set-aside-*")).isEmpty();
  }

  @Test
  void anAdmittedJoinerRestartsAsAMember() throws Exception {
    var fourth = ensemble.voter(3);
    fourth.startAndEnd();
    var all = List.of(lines.get(0), lines.get(1), lines.get(2), fourth.line("participant"));
    new MemberVolume(fourth).database().list("300000001", all);
    ensemble.membership(all);

    assertThat(fourth.startAndEnd().said().getFirst()).startsWith("server.4 restarts as a member");
    assertThat(fourth.startAndEnd().said().getFirst()).startsWith("server.4 restarts as a member");
  }

  @Test
  void anObserverThatIsInTheMembershipListKeepsItsRole() throws Exception {
    var observer = ensemble.observer(0);
    ensemble.membership(List.of(lines.get(0), lines.get(1), observer.line("observer")));

    var start = observer.startAndEnd();

    assertThat(start.said()).contains("joining list: servers 1, 2, 101 (observer)");
  }

  @Test
  void aClusterThatIsCreatedAgainOnItsVolumesContinues() throws Exception {
    MemberVolume.ofMember(member, "100000000", lines);

    member.replacePod().bootstrapping();

    assertThat(member.startAndEnd().said().getFirst()).startsWith("server.2 restarts as a member");
  }

  private List<String> setAside() throws Exception {
    return member.files(member.data(), "set-aside-*");
  }
}
