package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.metrics.LoopMeters;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final ResourceID ORDERS = new ResourceID("zk", "orders");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<ResourceID> requeued = new ArrayList<>();
  private boolean cacheBroken;
  private long now;

  private final Watchdog watchdog =
      new Watchdog(
          new Watchdog.Loop() {
            @Override
            public Collection<ResourceID> existing() {
              if (cacheBroken) {
                throw new IllegalStateException("no cache");
              }
              return List.of(ORDERS);
            }

            @Override
            public boolean hasBacklog() {
              return false;
            }

            @Override
            public void requeue(ResourceID id) {
              requeued.add(id);
            }
          },
          new LoopMeters(registry),
          Duration.ofMinutes(1),
          () -> now);

  @BeforeEach
  void starts() {
    watchdog.start();
  }

  @AfterEach
  void stops() {
    watchdog.close();
    registry.close();
  }

  private void tickAfter(Duration time) {
    now += time.toNanos();
    watchdog.tick();
  }

  @Test
  void queuesAForgottenClusterAgainAndCountsIt() {
    tickAfter(Duration.ofMinutes(1));
    assertThat(requeued).containsExactly(ORDERS);
    assertThat(registry.get("quorate_watchdog_requeues").counter().count()).isEqualTo(1);
    assertThat(watchdog.problem()).isEmpty();
  }

  @Test
  void isContentWhenThatHelped() {
    tickAfter(Duration.ofMinutes(1));
    watchdog.reconciled(ORDERS);
    tickAfter(Duration.ofSeconds(59));
    assertThat(requeued).hasSize(1);
    assertThat(watchdog.problem()).isEmpty();
  }

  @Test
  void saysWhichClusterIsStranded() {
    for (int i = 0; i < 3; i++) {
      tickAfter(Duration.ofMinutes(1));
    }
    assertThat(requeued).hasSize(3);
    assertThat(watchdog.strandedClusters()).isEqualTo(1);
    assertThat(watchdog.problem())
        .contains(
            "orders/zk was not reconciled for 180 s although it was queued again; stranded"
                + " clusters: 1");
  }

  @Test
  void isHealthyAgainWhenTheClusterIsReconciledAfterAll() {
    tickAfter(Duration.ofMinutes(3));
    watchdog.reconciled(ORDERS);
    tickAfter(Duration.ofSeconds(5));
    assertThat(watchdog.problem()).isEmpty();
  }

  @Test
  void aWatchdogThatCannotLookIsAProblemItself() {
    cacheBroken = true;
    tickAfter(Duration.ofSeconds(61));
    assertThat(watchdog.problem()).contains("the watchdog itself stopped 61 s ago");
  }
}
