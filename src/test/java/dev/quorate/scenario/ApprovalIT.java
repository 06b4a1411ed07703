package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.PlanStatus;
import dev.quorate.api.StepStatus;
import dev.quorate.model.Labels;
import dev.quorate.testing.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Whoever wants to sees what a change does before it is done, and approves exactly that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApprovalIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;

  @BeforeAll
  void anEnsembleThatAsks() throws Exception {
    cluster = RunningCluster.withOperator("approval");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(manifest(2000));
    user.awaitReady(ZK);
  }

  @AfterAll
  void end() throws Exception {
    cluster.close();
  }

  private static String manifest(int tickTime) {
    return Manifest.ensemble(
        ZK, 3, "config: {tickTime: \"%d\"}\n  rollout: {approval: Manual}".formatted(tickTime));
  }

  private Optional<PlanStatus> plan() {
    return user.status(ZK).flatMap(status -> Optional.ofNullable(status.plan()));
  }

  private PlanStatus await(String approval) {
    cluster.await(
        "a plan that is " + approval,
        () -> plan().filter(p -> p.approval().equals(approval)).isPresent());
    return plan().orElseThrow();
  }

  private static List<String> subjects(PlanStatus plan) {
    return plan.steps().stream().map(StepStatus::subject).toList();
  }

  @Test
  @Order(1)
  void aChangeIsPublishedAndNobodyRestartsExceptToHeal() {
    var order = members.followersThenLeader();
    var begin = Instant.now();

    user.apply(manifest(1900));
    var plan = await("Waiting");

    assertThat(plan.steps()).extracting(StepStatus::action).containsOnly("Restart");
    assertThat(subjects(plan)).isEqualTo(order);
    assertThat(plan.steps().getLast().quorum()).endsWith("one election");
    assertThat(user.condition(ZK, "Ready")).isEqualTo("False WaitingForApproval");
    assertThat(user.message(ZK, "Ready")).contains("approve=" + plan.hash());
    user.awaitEvents(ZK, "PlanPublished");

    members.kill(List.of(order.getFirst()));
    var rest = order.subList(1, order.size());
    cluster.await(
        "it is back, from the new template",
        () -> members.areWhole() && plan().map(ApprovalIT::subjects).equals(Optional.of(rest)));
    assertThat(cluster.operatorRequests().evictedSince(begin)).isEmpty();
    assertThat(plan().orElseThrow().approval()).isEqualTo("Waiting");
  }

  @Test
  @Order(2)
  void oneApprovalIsForTheWholeRoll() {
    var plan = plan().orElseThrow();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.annotate(ZK, Labels.APPROVE, plan.hash());
    user.awaitReady(ZK);

    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(subjects(plan));
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    assertThat(plan()).isEmpty();
    user.awaitEvents(ZK, "PlanApproved", "RolloutCompleted");
    assertThat(user.eventReasons(ZK)).doesNotContain("ApprovalOutdated");
  }

  @Test
  @Order(3)
  void anEditInTheMiddleIsAskedAboutAgain() {
    user.apply(manifest(1800));
    var first = await("Outdated");
    assertThat(user.message(ZK, "Ready")).contains("which is another plan");
    var follower = first.steps().getFirst().subject();
    var begin = Instant.now();
    user.annotate(ZK, Labels.APPROVE, first.hash());
    cluster.await(
        "the first restart", () -> !cluster.operatorRequests().evictedSince(begin).isEmpty());

    user.apply(manifest(1700));
    cluster.await(
        "another plan",
        () ->
            members.areWhole()
                && members.pods().size() == 3
                && plan().filter(p -> !p.hash().equals(first.hash())).isPresent());
    var second = await("Outdated");
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(follower);
    user.awaitEvents(ZK, "ApprovalOutdated");

    user.annotate(ZK, Labels.APPROVE, second.hash());
    user.awaitReady(ZK);
    assertThat(plan()).isEmpty();
  }
}
