package dev.quorate.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Kubernetes' own controllers take the pods and claims over from the StatefulSet that was deleted,
 * with the shipped rights, and even where claims shall go with their set.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VolumeGrowthApiServerIT {
  private RealCluster cluster;
  private RealEnsemble zk;

  @BeforeAll
  void start() {
    cluster = RealCluster.start();
    cluster.startOperator();
    zk = new RealEnsemble(cluster, "zk");
    zk.apply(manifest("1Gi"));
    zk.awaitReady();
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  private static String manifest(String size) {
    return Manifest.ensemble("zk", 3)
        .replace(
            "data: {size: 1Gi}",
            "data: {size: %s}\n    retention: {whenDeleted: Delete}".formatted(size));
  }

  @Test
  void volumesGrowAndEveryPodAndClaimStays() {
    var uids = uids();
    var old = set().getMetadata().getUid();
    zk.apply(manifest("2Gi"));
    zk.awaitReady();

    assertThat(set().getMetadata().getUid()).isNotEqualTo(old);
    assertThat(size(set().getSpec().getVolumeClaimTemplates().getFirst())).isEqualTo("2Gi");
    zk.await("the new set owns them", () -> owners().equals(List.of(set().getMetadata().getUid())));
    assertThat(uids()).isEqualTo(uids).hasSize(6);
    assertThat(members(PersistentVolumeClaim.class))
        .allMatch(claim -> claim.getMetadata().getDeletionTimestamp() == null)
        .allMatch(claim -> size(claim).equals("2Gi"));
    assertThat(cluster.operatorRequests())
        .filteredOn(r -> r.answer() == 401 || r.answer() == 403)
        .isEmpty();
  }

  private StatefulSet set() {
    return cluster.client().apps().statefulSets().inNamespace("default").withName("zk").get();
  }

  private static String size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage").toString();
  }

  private <T extends HasMetadata> List<T> members(Class<T> type) {
    return zk.objects().filter(type::isInstance).map(type::cast).toList();
  }

  private SortedMap<String, String> uids() {
    SortedMap<String, String> uids = new TreeMap<>();
    for (Class<? extends HasMetadata> type : List.of(Pod.class, PersistentVolumeClaim.class)) {
      for (HasMetadata object : members(type)) {
        uids.put(object.getMetadata().getName(), object.getMetadata().getUid());
      }
    }
    return uids;
  }

  /** Identities of the sets that own a pod or a claim. */
  private List<String> owners() {
    return List.of(Pod.class, PersistentVolumeClaim.class).stream()
        .flatMap(type -> members(type).stream())
        .flatMap(object ->
            object.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid))
        .distinct()
        .toList();
  }
}
