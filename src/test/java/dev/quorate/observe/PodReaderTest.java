package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodReaderTest {
  private static final String BEFORE = "2026-07-01T12:00:00Z";
  private static final String START = "2026-07-01T12:00:05Z";
  private static final String AFTER = "2026-07-01T12:01:00Z";

  @Test
  void aServerThatIsReadyHasServed() {
    assertThat(served(true, running(), AFTER)).isTrue();
  }

  @Test
  void readinessThatEndedAfterTheStartWasThisServers() {
    assertThat(served(false, running(), AFTER)).isTrue();
  }

  @Test
  void readinessThatEndedWithTheStartOrBeforeItWasTheOneOfTheRunBefore() {
    assertThat(served(false, running(), BEFORE)).isFalse();
    assertThat(served(false, running(), START)).isFalse();
  }

  @Test
  void aServerThatDoesNotRunHasNotServed() {
    var waiting =
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason("CrashLoopBackOff")
            .endWaiting()
            .build();
    assertThat(served(false, waiting, AFTER)).isFalse();
  }

  @Test
  void whatIsNotReportedIsNotTaken() {
    assertThat(served(false, running(), null)).isFalse();
    assertThat(served(false, new ContainerState(), AFTER)).isFalse();
  }

  @Test
  void onlyTheRightWordAcceptsACanary() {
    assertThat(accepted(Map.of(Labels.CANARY, "accepted"))).isTrue();
    assertThat(accepted(Map.of(Labels.CANARY, "true"))).isFalse();
    assertThat(accepted(Map.of())).isFalse();
  }

  private static boolean accepted(Map<String, String> annotations) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("zk-0")
            .withCreationTimestamp(START)
            .withAnnotations(annotations)
            .endMetadata()
            .build();
    return PodReader.read(pod, Optional.empty()).canaryAccepted();
  }

  private static ContainerState running() {
    return new ContainerStateBuilder().withNewRunning().withStartedAt(START).endRunning().build();
  }

  private static boolean served(boolean ready, ContainerState state, String readinessChanged) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("zk-0")
            .withCreationTimestamp("2026-07-01T12:00:00Z")
            .endMetadata()
            .withNewStatus()
            .addNewContainerStatus()
            .withName("zookeeper")
            .withReady(ready)
            .withState(state)
            .endContainerStatus()
            .addNewCondition()
            .withType("ContainersReady")
            .withStatus(ready ? "True" : "False")
            .withLastTransitionTime(readinessChanged)
            .endCondition()
            .endStatus()
            .build();
    return PodReader.read(pod, Optional.empty()).served();
  }
}
