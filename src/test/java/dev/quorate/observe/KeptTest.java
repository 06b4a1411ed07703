package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final Map<String, Object> FIELDS =
      Map.of("f:data", Map.of(".", Map.of(), "f:servers", Map.of()));

  @Test
  void keepsTheRecordOfWhatIsOursAndNobodyElses() {
    var object =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("zk-membership")
            .withResourceVersion("7")
            .withManagedFields(
                owns(Labels.MANAGER, null), owns("kubectl", null), owns(Labels.MANAGER, "status"))
            .endMetadata()
            .addToData("servers", "server.1=…")
            .build();

    var kept = Kept.of(object);

    assertThat(kept.getMetadata().getManagedFields())
        .containsExactly(owns(Labels.MANAGER, null))
        .allMatch(entry -> entry.getFieldsV1().getAdditionalProperties().equals(FIELDS));
    assertThat(kept.getData()).containsKey("servers");
    assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("7");
  }

  @Test
  void aPassReadsOfAPodWhatIsKept() {
    assertThat(PodReader.read(Kept.of(pod()), Optional.empty()))
        .isEqualTo(PodReader.read(pod(), Optional.empty()));
    assertThat(Kept.of(pod()).getSpec().getContainers()).isEmpty();
  }

  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("zk-0")
        .withUid("1")
        .withCreationTimestamp("2026-07-01T12:00:00Z")
        .withResourceVersion("7")
        .addToAnnotations(Labels.REVISION, "5d7c9b41aa")
        .withManagedFields(owns("kubelet", "status"))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-1")
        .addNewContainer()
        .withName("zookeeper")
        .endContainer()
        .addNewVolume()
        .withName("data")
        .endVolume()
        .addNewVolume()
        .withName("config")
        .withNewConfigMap()
        .withName("zk-config-5d7c9b41aa")
        .endConfigMap()
        .endVolume()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("10.0.0.1")
        .addNewContainerStatus()
        .withName("zookeeper")
        .withReady(true)
        .withNewState()
        .withNewRunning()
        .withStartedAt("2026-07-01T12:00:00Z")
        .endRunning()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static ManagedFieldsEntry owns(String manager, String subresource) {
    var fields = new FieldsV1();
    fields.setAdditionalProperties(FIELDS);
    return new ManagedFieldsEntryBuilder()
        .withManager(manager)
        .withOperation("Apply")
        .withSubresource(subresource)
        .withFieldsV1(fields)
        .build();
  }
}
