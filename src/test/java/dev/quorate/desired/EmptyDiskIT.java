package dev.quorate.desired;

import static dev.quorate.testing.MemberModes.NONE;
import static dev.quorate.testing.MemberModes.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.EnsembleSession;
import dev.quorate.testing.MemberModes;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import dev.quorate.testing.StaticZooCfg;
import dev.quorate.testing.ZooKeeperDistribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A voter whose disk was wiped must not vote with an empty database, or writes that were
 * acknowledged are gone (hazards Z27, Z28). The naive version of the story loses them, which proves
 * that the other stories could fail.
 */
class EmptyDiskIT {
  private ScriptedEnsemble ensemble;
  private List<ScriptedMember> voters;

  @BeforeEach
  void threeVoters(@TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.of(ZooKeeperDistribution.newest(), folder);
    voters = ensemble.voters(3);
  }

  @AfterEach
  void endProcesses() {
    ensemble.close();
  }

  @Test
  void aWipedVoterAndALaggingOneRefuseToServeUntilTheOneWithTheWritesReturns() throws Exception {
    var lagging = voters.get(0);
    var wiped = voters.get(1);
    var keeper = voters.get(2);
    threeWritesWithout(lagging);
    loseTheDiskOf(wiped, keeper);

    lagging.start();
    wiped.startWiped();

    assertNeverServe(lagging, wiped);
    keeper.start();
    await(voters, "follower", "follower", "leader");
    assertEveryMemberHasTheWrites();
  }

  @Test
  void withAutomaticDatabasesTheSameStoryLosesTheWrites() throws Exception {
    ensemble.zooCfg(StaticZooCfg.TEXT.replace("db.autocreate=false", "db.autocreate=true"));
    var lagging = voters.get(0);
    var wiped = voters.get(1);
    var keeper = voters.get(2);
    threeWritesWithout(lagging);
    loseTheDiskOf(wiped, keeper);

    lagging.start();
    wiped.startWiped();

    await(List.of(lagging, wiped), "follower", "leader");
    try (var session = EnsembleSession.anonymous(List.of(lagging, wiped))) {
      assertThat(session.written()).isEmpty();
    }
  }

  @Test
  void aWipedVoterDoesNotElectOneThatHasNeverBeenPartOfTheEnsemble() throws Exception {
    var stranger = voters.get(0);
    var wiped = voters.get(1);
    var keeper = voters.get(2);
    wiped.bootstrapping().start();
    keeper.bootstrapping().start();
    await(List.of(wiped, keeper), "follower", "leader");
    threeWrites(wiped, keeper);
    loseTheDiskOf(wiped, keeper);

    stranger.bootstrapping().start();
    stranger.process().awaitOutput("starting ZooKeeper");
    ensemble.formed(true);
    wiped.replacePod().startWiped();

    assertNeverServe(stranger, wiped);
    keeper.start();
    await(voters, "follower", "follower", "leader");
    assertEveryMemberHasTheWrites();
  }

  @Test
  void twoMembersWipedBeforeTheEnsembleFormedHaveNoVote() throws Exception {
    var first = voters.get(0);
    var wiped = voters.subList(1, 3);
    first.bootstrapping();
    for (var voter : wiped) {
      voter.bootstrapping().start().awaitOutput("starting ZooKeeper");
      voter.kill();
      voter.wipe(voter.data());
    }

    first.start();
    for (var voter : wiped) {
      voter.startWiped().awaitOutput("this pod bootstrapped once, and its volume was wiped since");
    }

    assertNeverServe(first, wiped.getFirst());
    for (var voter : wiped) {
      voter.kill();
      voter.replacePod().bootstrapping().start();
    }
    await(voters, "follower", "follower", "leader");
  }

  private void threeWritesWithout(ScriptedMember lagging) throws Exception {
    for (var voter : voters) {
      voter.bootstrapping().start();
    }
    await(voters, "follower", "follower", "leader");
    ensemble.formed(true);
    lagging.kill();
    var others = voters.stream().filter(voter -> voter != lagging).toList();
    await(others, "follower", "leader");
    threeWrites(others.get(0), others.get(1));
  }

  private static void threeWrites(ScriptedMember... members) throws Exception {
    try (var session = EnsembleSession.anonymous(List.of(members))) {
      session.write("/a");
      session.write("/b");
      session.write("/c");
    }
  }

  private static void loseTheDiskOf(ScriptedMember wiped, ScriptedMember keeper) throws Exception {
    wiped.kill();
    keeper.kill();
    wiped.wipe(wiped.data());
  }

  /** They have talked to each other, and stay as they are. */
  private static void assertNeverServe(ScriptedMember one, ScriptedMember other) {
    one.process().awaitOutput("n.sid:" + other.id());
    other.process().awaitOutput("n.sid:" + one.id());
    Awaitility.await("neither serves")
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> MemberModes.of(List.of(one, other)), List.of(NONE, NONE)::equals);
  }

  private void assertEveryMemberHasTheWrites() throws Exception {
    for (var voter : voters) {
      try (var session = EnsembleSession.anonymous(List.of(voter))) {
        assertThat(session.written()).containsExactly("a", "b", "c");
      }
    }
  }
}
