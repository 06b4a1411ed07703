package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ProblemStatus;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/**
 * A follower stays away, and the diagnosis names that, and what follows from it, until it is back;
 * another one is frozen, and says so itself when it can.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiagnosisIT {
  private static final String ZK = "zk";

  private static final String CLEAR = "True NoProblemFound";

  private RunningCluster cluster;
  private ClusterUser user;
  private Mishaps mishaps;
  private String follower;

  @BeforeAll
  void anEnsembleThatIsClear() {
    cluster = RunningCluster.withoutOperator("diagnosis");
    cluster.startOperator(RunningCluster.EXAMINING);
    user = cluster.user();
    mishaps = new Mishaps(cluster, ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    cluster.await("nothing is wrong", () -> condition().equals(CLEAR));
    follower = cluster.members(ZK).followers().getFirst();
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  private String condition() {
    return user.condition(ZK, "DiagnosisClear");
  }

  private Optional<ProblemStatus> problem(String rule) {
    return user.status(ZK).orElseThrow().problems().stream()
        .filter(p -> p.rule().equals(rule))
        .findFirst();
  }

  private boolean isBecauseOf(String rule, String cause) {
    return problem(rule).filter(p -> cause.equals(p.causedBy())).isPresent();
  }

  @Test
  @Order(1)
  void theNameThatIsGoneIsTheCauseAndTheMissingMarginFollowsFromIt(TestReporter reporter) {
    var begin = Instant.now();
    mishaps.holdBack(follower);
    mishaps.delete(follower);
    cluster.await("a problem", () -> condition().equals("False NameUnresolved"));
    reporter.publishEntry("deletion to cause", Duration.between(begin, Instant.now()).toString());

    assertThat(problem("NameUnresolved").orElseThrow().member()).isEqualTo(follower);
    assertThat(problem("NameUnresolved").orElseThrow().causedBy()).isNull();
    cluster.await(
        "what is missing is explained", () -> isBecauseOf("MemberMissing", "NameUnresolved"));
    cluster.await("so is the margin", () -> isBecauseOf("OneFailureFromOutage", "MemberMissing"));
    assertThat(user.message(ZK, "DiagnosisClear")).contains(follower, "Next: kubectl ");
    user.awaitEvents(ZK, "ProblemDetected");
    assertThat(cluster.operatorMetrics().problems(ZK)).contains("NameUnresolved");
  }

  @Test
  @Order(2)
  void restartsOfTheOperatorTakeNothingBack() throws Exception {
    var before = user.status(ZK).orElseThrow().problems();
    cluster.operator().signal("TERM");
    cluster.operator().exitCode();
    var begin = Instant.now();
    cluster.startOperator(RunningCluster.EXAMINING);
    cluster.await("looks", () -> cluster.operatorMetrics().looks() > 0);

    assertThat(user.status(ZK).orElseThrow().problems()).isEqualTo(before);
    assertThat(cluster.operatorRequests().writesSince(begin))
        .noneMatch(write -> write.contains("events"));
  }

  @Test
  @Order(3)
  void itIsClearAgainWhenTheMemberIsBack() {
    mishaps.letGo(follower);
    user.awaitReady(ZK);
    cluster.await("nothing is wrong", () -> condition().equals(CLEAR));

    assertThat(problem("NameUnresolved")).isEmpty();
    user.awaitEvents(ZK, "ProblemCleared");
    cluster.await(
        "no number of it",
        () -> !cluster.operatorMetrics().problems(ZK).contains("NameUnresolved"));
  }

  @Test
  @Order(4)
  void theMembersOwnLogIsEvidence() {
    mishaps.freeze(follower);
    cluster.await("it is missed", () -> problem("MemberMissing").isPresent());
    mishaps.thaw(follower);
    cluster.await(
        "its log is told",
        () ->
            problem("LongPauses").map(ProblemStatus::message).orElse("").contains("its log says"));

    assertThat(problem("LongPauses").orElseThrow().message())
        .startsWith(follower)
        .contains("Detected pause in JVM");
  }
}
