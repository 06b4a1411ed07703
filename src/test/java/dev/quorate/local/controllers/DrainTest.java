package dev.quorate.local.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.model.Role;
import dev.quorate.testing.Ensembles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others may evict of an ensemble of three, under the budget that the operator makes. */
class DrainTest {
  private ControllerWorld world;

  @BeforeEach
  void start(@TempDir Path work) {
    world = new ControllerWorld(work);
    var ensemble = Ensembles.three();
    var servers =
        ensemble.voterIds().stream()
            .map(id -> ensemble.names().serverLine(id, Role.VOTER))
            .toList();
    var topology = new Topology(3, 0, servers, true, 1);
    DesiredResources.of(ensemble, topology, Scripts.shipped()).inApplyOrder().stream()
        .filter(o -> o instanceof StatefulSet || o instanceof PodDisruptionBudget)
        .forEach(this::apply);
    world.until(() -> world.pods().equals(List.of("zk-0", "zk-1", "zk-2")));
    world.makeReady("zk-0", "zk-1", "zk-2");
    world.until(() -> healthy(3));
  }

  private void apply(HasMetadata object) {
    object.getMetadata().setNamespace(world.client.getNamespace());
    object.getMetadata().setOwnerReferences(List.of());
    world.apply(object);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void oneMayGoAndTheSecondWaits() {
    assertThat(evict("zk-0")).isTrue();
    assertThat(evict("zk-1")).isFalse();
  }

  /** In the election that follows, no voter is ready. */
  @Test
  void theSecondWaitsAlsoWhileItIsNotReady() {
    assertThat(evict("zk-0")).isTrue();
    world.setPhase("zk-1", "Running", false);
    world.setPhase("zk-2", "Running", false);
    world.until(() -> healthy(0));
    assertThat(evict("zk-1")).isFalse();
    assertThat(evict("zk-2")).isFalse();
  }

  @Test
  void theOneThatIsBrokenMayBeDrainedAndNoOther() {
    world.setPhase("zk-2", "Running", false);
    world.until(() -> healthy(2));
    assertThat(evict("zk-0")).isFalse();
    assertThat(evict("zk-2")).isTrue();
  }

  private boolean evict(String pod) {
    return world.client.pods().withName(pod).evict();
  }

  private boolean healthy(int count) {
    var budget = world.client.policy().v1().podDisruptionBudget().withName("zk").get();
    return budget.getStatus() != null
        && Objects.equals(count, budget.getStatus().getCurrentHealthy());
  }
}
