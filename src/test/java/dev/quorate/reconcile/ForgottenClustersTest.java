package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.reconcile.ForgottenClusters.Findings;
import dev.quorate.reconcile.ForgottenClusters.Forgotten;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgottenClustersTest {
  private static final ResourceID ORDERS = new ResourceID("zk", "orders");
  private static final ResourceID BILLING = new ResourceID("zk", "billing");
  private static final List<ResourceID> BOTH = List.of(ORDERS, BILLING);

  private final ForgottenClusters clusters = new ForgottenClusters(Duration.ofMinutes(1), 0);
  private long now;

  private Findings after(int seconds) {
    return after(seconds, false);
  }

  private Findings after(int seconds, boolean backlog) {
    now += Duration.ofSeconds(seconds).toNanos();
    return clusters.look(BOTH, backlog, now);
  }

  private void reconcileBoth() {
    clusters.reconciled(ORDERS);
    clusters.reconciled(BILLING);
  }

  private static List<ResourceID> ids(List<Forgotten> forgotten) {
    return forgotten.stream().map(Forgotten::id).toList();
  }

  @Test
  void whatIsReconciledIsNotForgotten() {
    for (int i = 0; i < 20; i++) {
      reconcileBoth();
      assertThat(after(59)).isEqualTo(new Findings(List.of(), List.of()));
    }
  }

  @Test
  void queuesAgainAfterAMinuteAndOnceAMinute() {
    clusters.reconciled(ORDERS);
    after(30);
    clusters.reconciled(ORDERS);
    assertThat(ids(after(30).requeue())).containsExactly(BILLING);
    assertThat(after(29).requeue()).isEmpty();
    assertThat(ids(after(31).requeue())).containsExactlyInAnyOrder(ORDERS, BILLING);
  }

  @Test
  void aClusterIsStrandedWhenQueueingDoesNotHelpForThreeMinutes() {
    after(60);
    clusters.reconciled(ORDERS);
    assertThat(after(60).stranded()).isEmpty();
    assertThat(after(60).stranded()).containsExactly(new Forgotten(BILLING, Duration.ofMinutes(3)));
  }

  @Test
  void aReconcileClearsEverything() {
    after(180);
    reconcileBoth();
    assertThat(after(59)).isEqualTo(new Findings(List.of(), List.of()));
  }

  @Test
  void aNewClusterHasItsMinute() {
    after(300);
    var fresh = new ResourceID("new", "orders");
    now += Duration.ofSeconds(5).toNanos();
    assertThat(ids(clusters.look(List.of(fresh), false, now).requeue())).isEmpty();
  }

  @Test
  void aClusterThatIsGoneIsNotMissed() {
    after(59);
    now += Duration.ofMinutes(5).toNanos();
    assertThat(clusters.look(List.of(), false, now)).isEqualTo(new Findings(List.of(), List.of()));
  }

  @Test
  void waitingForABusyWorkerIsNotBeingForgotten() {
    for (int i = 0; i < 40; i++) {
      clusters.reconciled(ORDERS);
      assertThat(after(5, true)).isEqualTo(new Findings(List.of(), List.of()));
    }
    clusters.reconciled(ORDERS);
    assertThat(ids(after(60).requeue())).contains(BILLING);
  }

  @Test
  void workersThatAllHangAreNoExcuse() {
    for (int i = 0; i < 49; i++) {
      after(5, true);
    }
    assertThat(ids(after(5, true).stranded())).containsExactlyInAnyOrder(ORDERS, BILLING);
  }
}
