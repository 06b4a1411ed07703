package dev.quorate.local.controllers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimControllerTest {
  @TempDir Path work;
  private ControllerWorld world;

  @BeforeEach
  void start() {
    world = new ControllerWorld(work);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void bindsAClaimToADirectoryOfTheDefaultClass() {
    world.apply(claim("data").build());
    world.until(() -> isBound("data"));
    var claim = world.claim("data");
    assertThat(claim.getSpec().getStorageClassName()).isEqualTo("standard");
    assertThat(claim.getStatus().getCapacity()).containsEntry("storage", new Quantity("1Gi"));
    assertThat(world.directories.of(claim.getSpec().getVolumeName())).isDirectory();
    world.until(() -> "Bound".equals(volumePhase(claim)));
  }

  @Test
  void leavesAClaimOfAnUnknownClassPending() {
    world.apply(claim("data").editSpec().withStorageClassName("fast").endSpec().build());
    world.until(() -> world.claim("data").getStatus().getPhase() != null);
    assertThat(world.claim("data").getStatus().getPhase()).isEqualTo("Pending");
    assertThat(world.claim("data").getSpec().getVolumeName()).isNull();
  }

  @Test
  void deletesVolumeAndDirectoryAfterTheClaim() throws IOException {
    world.apply(claim("data").build());
    world.until(() -> isBound("data"));
    var volume = world.claim("data").getSpec().getVolumeName();
    Files.writeString(world.directories.of(volume).resolve("file"), "x");
    world.client.persistentVolumeClaims().withName("data").delete();
    world.until(() -> world.client.persistentVolumes().withName(volume).get() == null);
    assertThat(world.directories.of(volume)).doesNotExist();
  }

  @Test
  void keepsAClaimUntilNoPodUsesIt() {
    world.apply(claim("data").build());
    world.until(() -> isBound("data"));
    world.apply(
        new PodBuilder()
            .withNewMetadata()
            .withName("user")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("shell")
            .endContainer()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("data", false)
            .endVolume()
            .endSpec()
            .build());
    world.client.persistentVolumeClaims().withName("data").delete();
    assertThat(world.claim("data").getMetadata().getDeletionTimestamp()).isNotNull();
    world.client.pods().withName("user").delete();
    world.until(() -> world.claim("data") == null);
  }

  @Test
  void growsAClaim() {
    world.apply(claim("data").build());
    world.until(() -> isBound("data"));
    new MergePatch(world.client)
        .apply(
            world.claim("data"),
            Map.of("spec", Map.of("resources", Map.of("requests", Map.of("storage", "2Gi")))));
    world.until(() ->
        new Quantity("2Gi").equals(world.claim("data").getStatus().getCapacity().get("storage")));
  }

  /** The claim itself has not changed then; whoever has looked too early looks again. */
  @Test
  void looksAgainWhenTheVolumeHasChanged() {
    world.apply(claim("data").build());
    world.until(() -> isBound("data"));
    var volume =
        world.client.persistentVolumes().withName(world.claim("data").getSpec().getVolumeName());
    new MergePatch(world.client)
        .apply(volume.get(), Map.of("spec", Map.of("capacity", Map.of("storage", "2Gi"))));
    world.until(
        () -> new Quantity("1Gi").equals(volume.get().getSpec().getCapacity().get("storage")));
  }

  @Test
  void refusesToGrowAClaimOfAClassThatDoesNotAllowIt() {
    world.apply(claim("data").build());
    world.until(() -> isBound("data"));
    var standard = world.client.storage().v1().storageClasses().withName("standard");
    new MergePatch(world.client).apply(standard.get(), Map.of("allowVolumeExpansion", false));
    var request = Map.of("resources", Map.of("requests", Map.of("storage", "2Gi")));
    assertThatThrownBy(
            () -> new MergePatch(world.client).apply(world.claim("data"), Map.of("spec", request)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("the storageclass that provisions the pvc must support resize");
  }

  private static PersistentVolumeClaimBuilder claim(String name) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec();
  }

  private boolean isBound(String name) {
    var status = world.claim(name).getStatus();
    return status != null && "Bound".equals(status.getPhase());
  }

  private String volumePhase(PersistentVolumeClaim claim) {
    var status =
        world
            .client
            .persistentVolumes()
            .withName(claim.getSpec().getVolumeName())
            .get()
            .getStatus();
    return status == null ? "" : status.getPhase();
  }
}
