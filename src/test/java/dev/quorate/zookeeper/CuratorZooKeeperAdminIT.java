package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.AdminResult.Done;
import dev.quorate.zookeeper.AdminResult.OutcomeUnknown;
import dev.quorate.zookeeper.AdminResult.Refused;
import dev.quorate.zookeeper.AdminResult.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The administrator's session against an ensemble of three whose access control is on. */
class CuratorZooKeeperAdminIT {
  private static final Login SUPERUSER = new Login.Superuser("s3cret");
  private static final Login ANONYMOUS = new Login.Anonymous();
  private static final CuratorZooKeeperAdmin.Timeouts TIMEOUTS =
      new CuratorZooKeeperAdmin.Timeouts(
          Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

  /** Nobody runs it; an observer may join all the same. */
  private static final ServerLine OBSERVER =
      ServerLine.of(new MemberId(101), "127.99.99.101", Role.OBSERVER);

  private static BareEnsemble ensemble;

  private final ZooKeeperAdmin admin = new CuratorZooKeeperAdmin(TIMEOUTS);

  @BeforeAll
  static void start() throws Exception {
    ensemble = BareEnsemble.of(ZooKeeperDistribution.newest(), 3, 0).start(superDigest());
  }

  @AfterAll
  static void stop() {
    ensemble.close();
  }

  static String superDigest() throws Exception {
    return "-Dzookeeper.DigestAuthenticationProvider.superDigest="
        + DigestAuthenticationProvider.generateDigest("super:s3cret");
  }

  @Test
  void readsTheCommittedConfigurationWithoutAnyRight() {
    try (var session = admin.open(servers(), ANONYMOUS)) {
      var config = read(session);

      assertThat(config.voters()).map(MemberId::value).containsExactly(1, 2, 3);
      assertThat(config.version()).isGreaterThanOrEqualTo(1L << 32);
    }
  }

  @Test
  void refusesAnyoneButTheSuperuser() {
    for (var login : List.of(ANONYMOUS, new Login.Superuser("guess"))) {
      try (var session = admin.open(servers(), login)) {
        var before = read(session);

        assertThat(session.reconfigure(MembershipChange.join(OBSERVER), before))
            .isInstanceOfSatisfying(
                Refused.class, r -> assertThat(r.kind()).isEqualTo(Refusal.NO_AUTH));
        assertThat(read(session)).isEqualTo(before);
      }
    }
  }

  @Test
  void changesTheMembershipFromTheVersionThatWasRead() {
    try (var session = admin.open(servers(), SUPERUSER)) {
      var before = read(session);
      var joined = done(session.reconfigure(MembershipChange.join(OBSERVER), before));
      var left = done(session.reconfigure(MembershipChange.leave(OBSERVER.id()), joined));

      assertThat(joined.server(OBSERVER.id())).contains(OBSERVER);
      assertThat(joined.version()).isGreaterThan(before.version());
      assertThat(left.servers()).isEqualTo(before.servers());
      assertThat(read(session)).isEqualTo(left);
    }
  }

  @Test
  void refusesAChangeFromAnotherVersion() {
    try (var session = admin.open(servers(), SUPERUSER)) {
      var now = read(session);
      var stale = new QuorumConfig(now.version() - 1, now.servers());

      assertThat(session.reconfigure(MembershipChange.join(OBSERVER), stale))
          .isInstanceOfSatisfying(
              Refused.class,
              r -> {
                assertThat(r.kind()).isEqualTo(Refusal.BAD_VERSION);
                assertThat(r.message()).startsWith("the configuration has changed since it was");
              });
      assertThat(read(session)).isEqualTo(now);
    }
  }

  @Test
  void neverSendsAnUnguardedChange() {
    try (var session = admin.open(servers(), SUPERUSER)) {
      var unguarded = new QuorumConfig(-1, read(session).servers());

      assertThatThrownBy(() -> session.reconfigure(MembershipChange.join(OBSERVER), unguarded))
          .hasMessageContaining("not guarded");
    }
  }

  @Test
  void refusesToRemoveEveryVoter() {
    try (var session = admin.open(servers(), SUPERUSER)) {
      var before = read(session);

      assertThat(session.reconfigure(new MembershipChange(List.of(), before.voters()), before))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.kind()).isEqualTo(Refusal.BAD_ARGUMENTS));
      assertThat(read(session)).isEqualTo(before);
    }
  }

  @Test
  void passesABarrierThatIsOneTransactionAndLeavesNoTrace() {
    try (var session = admin.open(servers(), SUPERUSER)) {
      read(session);
      var before = srvr(1);
      var result = session.barrier();

      assertThat(result).isInstanceOf(Done.class);
      for (int id : List.of(1, 2, 3)) {
        await().until(() -> srvr(id).zxid() == before.zxid() + 1);
        assertThat(srvr(id).nodeCount()).isEqualTo(before.nodeCount());
      }
    }
  }

  @Test
  void doesNotKnowTheOutcomeWhenTheConnectionIsLost() throws Exception {
    var server = ensemble.server(1);
    try (var proxy = LossyProxy.to(server.host(), BareEnsemble.CLIENT_PORT);
        var session = admin.open(List.of(proxy.address()), SUPERUSER);
        var witness = admin.open(servers(), SUPERUSER)) {
      var before = read(session);
      proxy.loseAnswers();
      var result =
          CompletableFuture.supplyAsync(
              () -> session.reconfigure(MembershipChange.join(OBSERVER), before));
      await().until(() -> read(witness).version() != before.version());
      proxy.cut();

      assertThat(result.get()).isInstanceOf(OutcomeUnknown.class);
      var after = read(witness);
      assertThat(after.server(OBSERVER.id())).as("it was applied").isPresent();
      assertThat(done(witness.reconfigure(MembershipChange.leave(OBSERVER.id()), after)).servers())
          .isEqualTo(before.servers());
    }
  }

  @Test
  void doesNotWaitForEverForAnAnswer() throws Exception {
    var impatient =
        new CuratorZooKeeperAdmin(
            new CuratorZooKeeperAdmin.Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(500)));
    var server = ensemble.server(1);
    long start;
    try (var proxy = LossyProxy.to(server.host(), BareEnsemble.CLIENT_PORT);
        var session = impatient.open(List.of(proxy.address()), SUPERUSER)) {
      read(session);
      proxy.loseAnswers();
      start = System.nanoTime();

      assertThat(session.barrier()).isInstanceOf(OutcomeUnknown.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("answer and close")
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void tellsWhenThereIsNobodyToConnectTo() throws Exception {
    var impatient =
        new CuratorZooKeeperAdmin(
            new CuratorZooKeeperAdmin.Timeouts(
                Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(10)));
    var nobody = "127.0.0.1:" + ScriptedServer.closedPort();
    try (var session = impatient.open(List.of(nobody), SUPERUSER)) {
      assertThat(session.committedConfig())
          .isEqualTo(new Unreachable<>("no server opened a session within 500 ms"));
    }
  }

  private static List<String> servers() {
    return ensemble.servers().stream().map(s -> s.host() + ":" + BareEnsemble.CLIENT_PORT).toList();
  }

  private static SrvrReport srvr(int id) {
    var words = new FourLetterWords(Duration.ofSeconds(2));
    var host = ensemble.server(id).host();
    var answer = words.ask(host, BareEnsemble.CLIENT_PORT, Word.SRVR, Duration.ofSeconds(5));
    return ((Reading.Report<SrvrReport>) SrvrReport.read(answer)).value();
  }

  static QuorumConfig read(AdminSession session) {
    return done(session.committedConfig());
  }

  static <T> T done(AdminResult<T> result) {
    assertThat(result).isInstanceOf(Done.class);
    return ((Done<T>) result).value();
  }
}
