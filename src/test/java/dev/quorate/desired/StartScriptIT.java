package dev.quorate.desired;

import static dev.quorate.testing.MemberModes.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.EnsembleSession;
import dev.quorate.testing.MemberModes;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import dev.quorate.testing.ZooKeeperDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script with real servers: three voters that have formed an ensemble. */
class StartScriptIT {
  /**
   * A server that the committed configuration does not name learns that configuration, forgets that
   * its own list called it an observer, and says that it follows. It has no vote.
   */
  private static final String NOT_ADMITTED = "follower";

  private ScriptedEnsemble ensemble;
  private List<ScriptedMember> voters;
  private List<String> lines;

  @BeforeEach
  void formed(@TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.of(ZooKeeperDistribution.newest(), folder);
    voters = ensemble.voters(3);
    lines = voters.stream().map(voter -> voter.line("participant")).toList();
    for (var voter : voters) {
      voter.bootstrapping().start();
    }
    await(voters, "follower", "follower", "leader");
    ensemble.formed(true);
  }

  @AfterEach
  void endProcesses() {
    ensemble.close();
  }

  @Test
  void aKilledMemberRestartsOnItsVolume() throws Exception {
    var victim = follower();
    try (var session = EnsembleSession.anonymous(remaining(victim))) {
      session.write("/before");
      victim.kill();
      session.write("/while");
    }

    var start = victim.start();

    await(voters, "follower", "follower", "leader");
    assertThat(start.said().getFirst())
        .startsWith("server.%d restarts as a member".formatted(victim.id()));
    try (var session = EnsembleSession.anonymous(List.of(victim))) {
      assertThat(session.written()).containsExactly("before", "while");
    }
  }

  @Test
  void aPodThatJoinsHasNoVoteUntilItIsAdmittedAlsoAcrossRestarts() throws Exception {
    var joiner = ensemble.voter(3);
    joiner.start();
    await(List.of(joiner), NOT_ADMITTED);
    joiner.kill();

    var again = joiner.start();

    await(List.of(joiner), NOT_ADMITTED);
    assertThat(again.said()).contains("keeping what it has copied so far; the list is rebuilt");
    assertThat(joiner.files(joiner.data(), "set-aside-*")).isEmpty();

    admit(joiner);
    joiner.kill();
    joiner.start();
    await(List.of(joiner), "follower");
    assertThat(joiner.process().said().getFirst()).startsWith("server.4 restarts as a member");
  }

  @Test
  void aMemberThatLeftJoinsAnewInsteadOfActingOnItsOldList() throws Exception {
    var leaver = follower();
    leaver.kill();
    try (var session = EnsembleSession.superuser(remaining(leaver))) {
      session.remove(leaver.id());
    }
    ensemble.membership(remaining(leaver).stream().map(m -> m.line("participant")).toList());

    var start = leaver.start();

    await(List.of(leaver), NOT_ADMITTED);
    assertThat(start.output()).contains("the membership list does not name server." + leaver.id());
    var kept = leaver.data().resolve(leaver.files(leaver.data(), "set-aside-*").getFirst());
    assertThat(kept.resolve("version-2")).isNotEmptyDirectory();
    assertThat(MemberModes.of(remaining(leaver))).contains("leader");
  }

  @Test
  void aHalfWrittenListIsReplacedByTheOneBeforeItAndThenByTheTruth() throws Exception {
    var victim = follower();
    var observer = ensemble.observer(0);
    try (var session = EnsembleSession.superuser(voters)) {
      session.add(observer.line("observer"));
      session.write("/barrier");
    }
    var newest = victim.files(victim.conf(), "zoo.cfg.dynamic.*").getLast();
    victim.kill();
    var list = victim.conf().resolve(newest);
    var text = Files.readString(list);
    Files.writeString(list, text.substring(0, text.length() - 10));

    var start = victim.start();

    await(voters, "follower", "follower", "leader");
    assertThat(start.said().getFirst()).startsWith("the list " + newest + " is incomplete");
    assertThat(list).hasContent(text);
  }

  @Test
  void aWipedVoterIsAVoterAgainAfterItHasCopiedEverything() throws Exception {
    var victim = follower();
    try (var session = EnsembleSession.anonymous(voters)) {
      session.write("/before");
    }
    victim.kill();
    victim.wipe(victim.data());

    var start = victim.startWiped();

    await(voters, "follower", "follower", "leader");
    assertThat(start.output())
        .contains("server.%d joins as an observer: the volume is empty".formatted(victim.id()));
    try (var session = EnsembleSession.anonymous(List.of(victim))) {
      assertThat(session.written()).containsExactly("before");
    }
    victim.kill();
    victim.start();
    await(voters, "follower", "follower", "leader");
    assertThat(victim.process().said().getFirst()).contains("restarts as a member");
  }

  private void admit(ScriptedMember joiner) throws Exception {
    var all = new ArrayList<>(lines);
    all.add(joiner.line("participant"));
    ensemble.membership(all);
    try (var session = EnsembleSession.superuser(voters)) {
      session.add(joiner.line("participant"));
      session.write("/barrier");
    }
    await(List.of(joiner), "follower");
  }

  private ScriptedMember follower() {
    return voters.stream()
        .filter(voter -> MemberModes.of(voter).equals("follower"))
        .findFirst()
        .orElseThrow();
  }

  private List<ScriptedMember> remaining(ScriptedMember without) {
    return voters.stream().filter(voter -> voter != without).toList();
  }
}
