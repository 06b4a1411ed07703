package dev.quorate.scenario;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.rest.Faults;
import dev.quorate.local.controllers.ClaimController;
import dev.quorate.local.controllers.MergePatch;
import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Volumes of voters and observers grow under client load, and no member ever notices; members that
 * come, or are replaced, get another class when there is another one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VolumeGrowthIT {
  private static final String ZK = "zk";
  private static final String OBSERVERS = "zk-observer";
  private static final List<String> FIRST = List.of("zk-0", "zk-1", "zk-2");

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;
  private Members.Lives before;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("volume-growth");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(manifest("1Gi", "512Mi"));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    before = members.lives();
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  private static String manifest(String data, String log) {
    return Manifest.ensemble(ZK, 3, "observers: {replicas: 1}")
        .replace("data: {size: 1Gi}", "data: {size: %s}\n    log: {size: %s}".formatted(data, log));
  }

  @Test
  @Order(1)
  void everyVolumeGrowsAndSoDoTheTemplates() {
    var identity = set(ZK).getMetadata().getUid();
    user.apply(manifest("2Gi", "512Mi"));
    user.awaitReady(ZK);

    assertThat(capacities()).isEqualTo(all("2Gi", "512Mi"));
    assertThat(templates(ZK)).isEqualTo(Map.of("data", "2Gi", "datalog", "512Mi"));
    assertThat(templates(OBSERVERS)).isEqualTo(Map.of("data", "2Gi", "datalog", "512Mi"));
    assertThat(set(ZK).getMetadata().getUid()).isNotEqualTo(identity);
    user.awaitEvents(ZK, "GrowingVolumes");
    assertNobodyNoticed();
  }

  @Test
  @Order(2)
  void theOperatorMayDieBetweenTheOldSetAndTheNewOne() {
    cluster.operator().close();
    cluster
        .local()
        .api()
        .faults()
        .inject(
            VolumeGrowthIT::deletesTheVoters,
            new Faults.Fault.ApplyThen(() -> cluster.operator().close()));
    user.apply(manifest("3Gi", "1Gi"));
    var dies = cluster.startOperator();
    cluster.await("its death", () -> !dies.isAlive());
    cluster.await("no set", () -> set(ZK) == null);
    assertNobodyNoticed();

    cluster.local().api().faults().clear();
    cluster.startOperator();
    user.awaitReady(ZK);
    assertThat(capacities()).isEqualTo(all("3Gi", "1Gi"));
    assertThat(templates(ZK)).isEqualTo(Map.of("data", "3Gi", "datalog", "1Gi"));
    assertThat(templates(OBSERVERS)).isEqualTo(Map.of("data", "3Gi", "datalog", "1Gi"));
    assertNobodyNoticed();
  }

  private static boolean deletesTheVoters(ApiRequest request) {
    return request.verb().equals("delete")
        && request.resource().equals("statefulsets")
        && request.name().equals(ZK);
  }

  @Test
  @Order(3)
  void aClassThatDoesNotAllowItIsNamedAndTheSizeCanBePutBack() {
    allowExpansion(false);
    user.apply(manifest("4Gi", "1Gi"));
    cluster.await("a refusal", () -> user.condition(ZK, "Stalled").equals("True VolumeCannotGrow"));

    assertThat(user.condition(ZK, "Ready")).isEqualTo("False VolumeCannotGrow");
    assertThat(user.condition(ZK, "UpToDate")).isEqualTo("False VolumeCannotGrow");
    assertThat(user.condition(ZK, "QuorumAvailable")).startsWith("True");
    assertThat(user.message(ZK, "Stalled"))
        .contains("grow claim data-zk-")
        .contains("the storageclass that provisions the pvc must support resize")
        .contains("set allowVolumeExpansion: true on StorageClass standard")
        .contains("else put spec.storage.data.size back to 3Gi");
    user.apply(manifest("3Gi", "1Gi"));
    user.awaitReady(ZK);
    assertThat(capacities()).isEqualTo(all("3Gi", "1Gi"));
    assertNobodyNoticed();
  }

  @Test
  @Order(4)
  void growsAsSoonAsTheClassAllowsIt() {
    user.apply(manifest("3Gi", "2Gi"));
    cluster.await("a refusal", () -> user.condition(ZK, "Stalled").equals("True VolumeCannotGrow"));
    allowExpansion(true);
    user.awaitReady(ZK);
    assertThat(capacities()).isEqualTo(all("3Gi", "2Gi"));
    assertNobodyNoticed();
  }

  @Test
  @Order(5)
  void neverShrinks() {
    user.apply(manifest("2Gi", "2Gi"));
    cluster.await(
        "a refusal", () -> user.condition(ZK, "Stalled").equals("True VolumeChangeRefused"));
    assertThat(user.message(ZK, "Stalled")).contains("write 3Gi or more");
    assertThat(capacities()).isEqualTo(all("3Gi", "2Gi"));
    user.apply(manifest("3Gi", "2Gi"));
    user.awaitReady(ZK);
    assertNobodyNoticed();
  }

  /** Who is there keeps its volume until a person asks for another one. */
  @Test
  @Order(6)
  void whoeverJoinsLaterGetsTheNewSizeAndTheNewClass() {
    addFastClass();
    user.apply(
        manifest("3Gi, storageClassName: fast", "2Gi").replace("replicas: 3", "replicas: 5"));
    awaitAdvice("and zk-0, zk-1, zk-2 have volumes of class standard");

    assertThat(capacities()).containsEntry("data-zk-4", "3Gi").containsEntry("datalog-zk-4", "2Gi");
    assertThat(members.voters()).hasSize(5);
    assertThat(FIRST).allSatisfy(pod -> assertThat(classOf(pod)).isEqualTo("standard"));
    assertThat(List.of("zk-3", "zk-4"))
        .allSatisfy(pod -> assertThat(classOf(pod)).isEqualTo("fast"));
    assertThat(user.condition(ZK, "UpToDate")).isEqualTo("False VolumeClassDiffers");
    assertThat(members.lives().processes()).containsAll(before.processes());
  }

  @Test
  @Order(7)
  void aMemberThatIsReplacedGetsTheNewClass() {
    var victim = members.followers().stream().filter(FIRST::contains).findFirst().orElseThrow();
    var others = FIRST.stream().filter(pod -> !pod.equals(victim)).collect(joining(", "));

    user.annotatePod(victim, Labels.REPLACE, "true");
    awaitAdvice("and " + others + " have volumes of class standard");

    assertThat(classOf(victim)).isEqualTo("fast");
    assertThat(members.voters()).hasSize(5);
    assertThat(members.mode(victim)).isEqualTo("follower");
  }

  @Test
  @Order(8)
  void noAcknowledgedWriteAndNoSessionIsLost() throws Exception {
    load.settle().assertKept();
  }

  private void assertNobodyNoticed() {
    assertThat(members.lives()).isEqualTo(before);
  }

  private void allowExpansion(boolean allowed) {
    var client = cluster.local().client();
    var standard = client.storage().v1().storageClasses().withName(ClaimController.STANDARD);
    new MergePatch(client).apply(standard.get(), Map.of("allowVolumeExpansion", allowed));
  }

  private void addFastClass() {
    var classes = cluster.local().client().storage().v1().storageClasses();
    var fast = classes.withName(ClaimController.STANDARD).get();
    fast.setMetadata(new ObjectMetaBuilder().withName("fast").build());
    classes.resource(fast).create();
  }

  private void awaitAdvice(String advice) {
    cluster.await(
        advice,
        () ->
            user.condition(ZK, "Stalled").equals("True VolumeClassDiffers")
                && user.message(ZK, "Stalled").contains(advice));
  }

  private String classOf(String pod) {
    var claims = cluster.local().client().persistentVolumeClaims().inNamespace("default");
    return claims.withName("data-" + pod).get().getSpec().getStorageClassName();
  }

  private StatefulSet set(String name) {
    return cluster.local().client().apps().statefulSets().withName(name).get();
  }

  private Map<String, String> templates(String set) {
    Map<String, String> sizes = new TreeMap<>();
    set(set)
        .getSpec()
        .getVolumeClaimTemplates()
        .forEach(t -> sizes.put(t.getMetadata().getName(), size(t)));
    return sizes;
  }

  private static String size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage").toString();
  }

  private SortedMap<String, String> capacities() {
    SortedMap<String, String> sizes = new TreeMap<>();
    for (var claim :
        cluster
            .local()
            .client()
            .persistentVolumeClaims()
            .inNamespace("default")
            .list()
            .getItems()) {
      sizes.put(
          claim.getMetadata().getName(),
          Optional.ofNullable(claim.getStatus().getCapacity().get("storage"))
              .map(Object::toString)
              .orElse(""));
    }
    return sizes;
  }

  private static SortedMap<String, String> all(String data, String log) {
    SortedMap<String, String> sizes = new TreeMap<>();
    for (String pod : List.of("zk-0", "zk-1", "zk-2", "zk-observer-0")) {
      sizes.put("data-" + pod, data);
      sizes.put("datalog-" + pod, log);
    }
    return sizes;
  }
}
