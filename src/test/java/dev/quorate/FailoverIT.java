package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.testing.OperatorJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas as processes, with the settings that ship; both write whenever they may. */
class FailoverIT {
  private static final Duration AFTER_SIGTERM = Duration.ofMillis(3500);
  private static final Duration AFTER_SIGKILL = Duration.ofSeconds(15 + 3);

  @TempDir private Path folder;
  private final Replicas replicas = new Replicas();
  private OperatorJvm one;
  private OperatorJvm two;

  @BeforeEach
  void oneActsAndTwoStandsBy() {
    one = start("one");
    await().atMost(Duration.ofSeconds(30)).until(() -> replicas.writesBy("one").size() > 3);
    two = start("two");
    await().atMost(Duration.ofSeconds(30)).until(() -> two.output().contains("StandingBy"));
    await().atMost(Duration.ofSeconds(30)).until(() -> two.output().contains("Started"));
  }

  @AfterEach
  void ends() {
    one.close();
    two.close();
    replicas.close();
  }

  private OperatorJvm start(String name) {
    Map<String, String> environment = new HashMap<>(replicas.environment(name));
    environment.put(
        "KUBECONFIG", replicas.server.kubeconfig(folder.resolve("kubeconfig")).toString());
    return OperatorJvm.start(RecordingOperator.class, environment);
  }

  private Duration untilTwoActs(Instant since) {
    await().atMost(Duration.ofSeconds(40)).until(() -> replicas.writesBy("two").size() > 3);
    return Duration.between(since, replicas.writesBy("two").getFirst().time());
  }

  @Test
  void afterSigtermTheOtherActsWithinSeconds(TestReporter reporter) throws Exception {
    var told = Instant.now();
    one.signal("TERM");
    var gap = untilTwoActs(told);
    reporter.publishEntry("failover after SIGTERM", gap.toMillis() + " ms");
    assertThat(gap).isLessThan(AFTER_SIGTERM);
    assertThat(replicas.reigns()).containsExactly("one", "two");
    assertThat(one.exitCode()).isEqualTo(128 + 15);
    assertThat(one.output()).contains("LeaseReleased").contains("Stopped");
  }

  @Test
  void afterSigkillTheOtherActsWhenTheLeaseHasRunOut(TestReporter reporter) throws Exception {
    var killed = Instant.now();
    one.signal("KILL");
    var gap = untilTwoActs(killed);
    reporter.publishEntry("failover after SIGKILL", gap.toMillis() + " ms");
    assertThat(gap).isBetween(Duration.ofSeconds(12), AFTER_SIGKILL);
    assertThat(replicas.reigns()).containsExactly("one", "two");
  }

  /**
   * No check of a lease reaches a request that has passed it: one that was on its way when the
   * process froze goes on when it thaws. So every write carries the version that was read.
   */
  @Test
  void aFrozenReplicaBeginsNothingWhenItThaws() throws Exception {
    one.signal("STOP");
    untilTwoActs(Instant.now());
    var thawed = Instant.now();
    one.signal("CONT");
    assertThat(one.exitCode()).isEqualTo(Exit.Code.LEASE_LOST.number());
    assertThat(one.output()).contains("the lease is held by two");
    assertThat(replicas.writesBy("one"))
        .filteredOn(write -> !write.time().isBefore(thawed))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(replicas.reigns()).startsWith("one", "two");
  }
}
