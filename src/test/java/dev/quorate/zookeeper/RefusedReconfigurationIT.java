package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.AdminResult.Done;
import dev.quorate.zookeeper.AdminResult.Refused;
import dev.quorate.zookeeper.AdminResult.Unreachable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an ensemble refuses because of its settings or its size. */
class RefusedReconfigurationIT {
  /** The older line; {@link CuratorZooKeeperAdminIT} has the newer one. */
  private static final ZooKeeperDistribution RELEASE = ZooKeeperDistribution.oldest();

  private static final ServerLine DEAD_VOTER =
      ServerLine.of(new MemberId(2), "127.99.99.2", Role.VOTER);

  private final ZooKeeperAdmin admin =
      new CuratorZooKeeperAdmin(
          new CuratorZooKeeperAdmin.Timeouts(
              Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)));

  @Test
  void nothingThatIsInOrder() throws Exception {
    var observer = DEAD_VOTER.as(Role.OBSERVER);
    try (var ensemble = alone();
        var session = open(ensemble)) {
      var before = CuratorZooKeeperAdminIT.read(session);
      var after =
          CuratorZooKeeperAdminIT.done(
              session.reconfigure(MembershipChange.join(observer), before));

      assertThat(after.server(observer.id())).contains(observer);
      assertThat(session.barrier()).isInstanceOf(Done.class);
    }
  }

  @Test
  void aSecondVoterThatIsNotThere() throws Exception {
    assertRefused(Refusal.NEW_CONFIG_NO_QUORUM);
  }

  @Test
  void reconfigurationSwitchedOff() throws Exception {
    assertRefused(Refusal.RECONFIG_DISABLED, "reconfigEnabled=false");
  }

  @Test
  void aStandaloneServerHasNoConfigurationToRead() throws Exception {
    try (var ensemble = alone("standaloneEnabled=true");
        var session = open(ensemble)) {
      assertThat(session.committedConfig())
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.kind()).isEqualTo(Refusal.UNREADABLE_CONFIG));
    }
  }

  @Test
  void nobodyOpensASessionWithoutAQuorum() {
    var impatient =
        new CuratorZooKeeperAdmin(
            new CuratorZooKeeperAdmin.Timeouts(
                Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10)));
    try (var ensemble = BareEnsemble.of(RELEASE, 3, 0)) {
      var survivor = ensemble.server(1);
      survivor.start();
      ensemble.awaitAnswer(survivor, "not currently serving");
      try (var session =
          impatient.open(
              List.of(survivor.host() + ":" + BareEnsemble.CLIENT_PORT), new Login.Anonymous())) {
        assertThat(session.committedConfig()).isInstanceOf(Unreachable.class);
        assertThat(session.barrier()).isInstanceOf(Unreachable.class);
      }
    }
  }

  private void assertRefused(Refusal kind, String... settings) throws Exception {
    try (var ensemble = alone(settings);
        var session = open(ensemble)) {
      var before = CuratorZooKeeperAdminIT.read(session);

      assertThat(session.reconfigure(MembershipChange.join(DEAD_VOTER), before))
          .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.kind()).isEqualTo(kind));
      assertThat(CuratorZooKeeperAdminIT.read(session)).isEqualTo(before);
    }
  }

  private AdminSession open(BareEnsemble ensemble) {
    var address = ensemble.server(1).host() + ":" + BareEnsemble.CLIENT_PORT;
    return admin.open(List.of(address), new Login.Superuser("s3cret"));
  }

  private static BareEnsemble alone(String... settings) throws Exception {
    return BareEnsemble.of(RELEASE, 1, 0, settings).start(CuratorZooKeeperAdminIT.superDigest());
  }
}
