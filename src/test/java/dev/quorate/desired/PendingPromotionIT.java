package dev.quorate.desired;

import static dev.quorate.testing.MemberModes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.testing.EnsembleSession;
import dev.quorate.testing.ScriptedEnsemble;
import dev.quorate.testing.ScriptedMember;
import dev.quorate.testing.ZooKeeperDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The only voter is about to get a second one that had left before, and both end before that is
 * committed. From then on the first one needs the vote of the second, and the second has nothing
 * but the data on its volume to give it.
 */
class PendingPromotionIT {
  private ScriptedEnsemble ensemble;
  private ScriptedMember stays;
  private ScriptedMember comesBack;

  @BeforeEach
  void oneVoterAndOneThatLeft(@TempDir Path folder) throws Exception {
    ensemble = ScriptedEnsemble.of(ZooKeeperDistribution.newest(), folder);
    var voters = ensemble.voters(2);
    stays = voters.get(1); // the higher id leads, so the other one leaves without an election
    comesBack = voters.get(0);
    for (var voter : voters) {
      voter.bootstrapping().start();
    }
    await(voters, "follower", "leader");
    ensemble.formed(true);
    await(List.of(stays), "leader");
    try (var session = EnsembleSession.superuser(List.of(stays))) {
      session.remove(comesBack.id());
      session.write("/acknowledged");
    }
    await(List.of(comesBack), "follower");
  }

  @AfterEach
  void endProcesses() {
    ensemble.close();
  }

  @Test
  void whoIsListedToJoinKeepsTheDataThatItsVoteNeeds() throws Exception {
    proposePromotionThatNobodyCommits();
    ensemble.membership(List.of(stays.line("participant"), comesBack.line("observer")));

    stays.replacePod().start();
    var start = comesBack.replacePod().start();

    await(List.of(stays), "leader");
    assertThat(start.said()).contains("keeping what it has copied so far; the list is rebuilt");
    try (var session = EnsembleSession.anonymous(List.of(stays))) {
      assertThat(session.written()).containsExactly("acknowledged");
      assertThat(session.config()).contains(comesBack.line("participant"));
    }
  }

  /** Frozen, the second one acknowledges nothing: the proposal is on the first one's disk alone. */
  private void proposePromotionThatNobodyCommits() throws Exception {
    new ProcessBuilder("kill", "-STOP", Long.toString(comesBack.process().pid())).start().waitFor();
    try (var session = EnsembleSession.superuser(List.of(stays))) {
      var promotion =
          CompletableFuture.runAsync(() -> {
            try {
              session.add(comesBack.line("participant"));
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      Awaitility.await("the proposal on the disk of the leader")
          .until(() -> Files.exists(stays.conf().resolve("zoo.cfg.dynamic.next")));
      stays.kill();
      comesBack.kill();
      assertThatThrownBy(promotion::join)
          .hasRootCauseInstanceOf(KeeperException.ConnectionLossException.class);
    }
  }
}
