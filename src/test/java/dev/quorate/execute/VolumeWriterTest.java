package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.controllers.MergePatch;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Topologies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeWriterTest {
  private ApiServer server;
  private KubernetesClient client;
  private VolumeWriter writer;

  @BeforeEach
  void start() {
    server = ApiServer.start();
    client = server.client();
    writer = new VolumeWriter(client, "default");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void growsTheVersionOfTheClaimThatWasSeen() {
    client.resource(storageClass(true)).create();
    var claim = boundClaim();
    assertThatThrownBy(() -> writer.grow(grow(claim, "another", version(claim))))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("UID");
    assertThatThrownBy(() -> writer.grow(grow(claim, claim.getMetadata().getUid(), "1")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("the object has been modified");
    assertThat(writer.grow(grow(claim, claim.getMetadata().getUid(), version(claim))))
        .isEqualTo(WriteResult.changed());
    assertThat(client.resource(claim).get().getSpec().getResources().getRequests())
        .containsEntry("storage", new Quantity("2Gi"));
  }

  @Test
  void tellsWhyAVolumeCannotGrowAndWhatToDo() {
    client.resource(storageClass(false)).create();
    var claim = boundClaim();
    assertThat(writer.grow(grow(claim, claim.getMetadata().getUid(), version(claim))))
        .isEqualTo(
            new WriteResult.Failed(
                Reason.VOLUME_CANNOT_GROW,
                "grow claim data-zk-0 from 1Gi to 2Gi: 403 persistentvolumeclaims \"data-zk-0\" is"
                    + " forbidden: only dynamically provisioned pvc can be resized and the"
                    + " storageclass that provisions the pvc must support resize; put it back"));
  }

  @Test
  void deletesTheSetThatWasSeenAndLeavesItsPodsToOrphaning() {
    var set = client.resource(statefulSet()).create();
    assertThatThrownBy(() -> writer.orphan(orphan("another", version(set))))
        .isInstanceOf(KubernetesClientException.class);
    assertThatThrownBy(() -> writer.orphan(orphan(set.getMetadata().getUid(), "1")))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(client.resource(set).get().getMetadata().getDeletionTimestamp()).isNull();

    writer.orphan(orphan(set.getMetadata().getUid(), version(set)));
    var request =
        server
            .audit()
            .entries(e -> e.request().verb().equals("delete") && e.status() == 200)
            .getFirst();
    assertThat(request.request().name()).isEqualTo("zk");
  }

  private static StatefulSet statefulSet() {
    var ensemble = Ensembles.of(3).in("default").build();
    return DesiredResources.of(ensemble, Topologies.formed(ensemble), Scripts.shipped()).voters();
  }

  private static Action.OrphanPods orphan(String uid, String resourceVersion) {
    return new Action.OrphanPods("zk", uid, resourceVersion, "");
  }

  private static Action.GrowClaim grow(PersistentVolumeClaim claim, String uid, String version) {
    return new Action.GrowClaim(
        claim.getMetadata().getName(), uid, version, "1Gi", "2Gi", "put it back");
  }

  private static String version(HasMetadata object) {
    return object.getMetadata().getResourceVersion();
  }

  private static StorageClass storageClass(boolean allowed) {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName("standard")
        .endMetadata()
        .withProvisioner("quorate.dev/none")
        .withAllowVolumeExpansion(allowed)
        .build();
  }

  private PersistentVolumeClaim boundClaim() {
    var claim =
        client
            .resource(
                new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withNamespace("default")
                    .withName("data-zk-0")
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes("ReadWriteOnce")
                    .withStorageClassName("standard")
                    .withNewResources()
                    .addToRequests("storage", new Quantity("1Gi"))
                    .endResources()
                    .endSpec()
                    .build())
            .create();
    new MergePatch(client)
        .applyStatus(claim, Map.of("phase", "Bound", "capacity", Map.of("storage", "1Gi")));
    return client.resource(claim).get();
  }
}
