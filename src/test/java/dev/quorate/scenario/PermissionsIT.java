package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.artefacts.Permission;
import dev.quorate.artefacts.Permissions;
import dev.quorate.local.api.rest.Audit;
import dev.quorate.model.Labels;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster's life in which the operator does all that it can do, held against its roles. */
class PermissionsIT {
  private static final String ZK = "zk";
  private static final String MISSING_IMAGE = "docker.io/library/zookeeper:3.9.5-missing";

  /** Granted for an admission plugin; the operator itself never asks. */
  private static final Set<String> NEVER_ASKED_FOR =
      Set.of("update zookeeper.quorate.dev/zookeeperclusters/finalizers");

  @Test
  void theOperatorAsksForAllThatItIsGrantedAndForNothingElse() {
    try (var cluster = RunningCluster.withoutOperator("permissions")) {
      cluster
          .local()
          .startOperator(
              Map.of("QUORATE_NAMESPACES", "default", "QUORATE_DIAGNOSIS_INTERVAL", "1s"));
      liveThroughEverything(cluster);
      var requests = cluster.local().api().audit().entries(e -> e.agent().equals("quorate"));

      assertThat(requests).filteredOn(e -> !isGranted(e)).isEmpty();
      assertThat(requests).filteredOn(e -> isOutsideOfItsNamespaces(e)).isEmpty();
      var asked = requests.stream().flatMap(PermissionsIT::verbs).collect(Collectors.toSet());
      asked.addAll(NEVER_ASKED_FOR);
      assertThat(new TreeSet<>(asked)).isEqualTo(granted());
    }
  }

  private static void liveThroughEverything(RunningCluster cluster) {
    var user = cluster.user();
    user.apply(with("image: " + MISSING_IMAGE));
    cluster.await("the pod hangs", () -> user.eventReasons(ZK).contains("ImageUnavailable"));
    user.apply(with("paused: false"));
    user.awaitReady(ZK);
    user.apply(with("config: {tickTime: \"1900\"}"));
    cluster.await("another configuration", () -> configurations(cluster) == 2);
    cluster.await(
        "a restart", () -> cluster.operatorRequests().countOf("create pods/eviction") >= 1);
    user.apply(with("paused: false"));
    cluster.await("one configuration", () -> configurations(cluster) == 1);
    loseTheQuorum(cluster, user);
    pauseTwice(cluster, user);
    refuseAPod(cluster, user);
    replaceAnObserver(cluster, user);
    replaceTheSet(cluster, user);
  }

  /** The log of a member that is away may tell why. */
  private static void loseTheQuorum(RunningCluster cluster, ClusterUser user) {
    user.apply(with("image: " + MISSING_IMAGE));
    cluster.await("a log is read", () -> cluster.operatorRequests().countOf("get pods/log") >= 1);
    user.apply(with("paused: false"));
    user.awaitReady(ZK);
  }

  private static void replaceTheSet(RunningCluster cluster, ClusterUser user) {
    var sets = cluster.local().client().apps().statefulSets().inNamespace("default");
    var uid = sets.withName(ZK).get().getMetadata().getUid();
    user.apply(with("paused: false").replace("1Gi", "2Gi"));
    cluster.await(
        "another set",
        () -> {
          var set = sets.withName(ZK).get();
          return set != null && !set.getMetadata().getUid().equals(uid);
        });
  }

  private static void replaceAnObserver(RunningCluster cluster, ClusterUser user) {
    var claims = cluster.local().client().persistentVolumeClaims().inNamespace("default");
    user.apply(with("observers: {replicas: 1}"));
    user.awaitReady(ZK);
    var uid = claims.withName("data-zk-observer-0").get().getMetadata().getUid();
    user.annotatePod("zk-observer-0", Labels.REPLACE, "true");
    cluster.await(
        "another volume",
        () -> {
          var claim = claims.withName("data-zk-observer-0").get();
          return claim != null && !claim.getMetadata().getUid().equals(uid);
        });
    user.awaitReady(ZK);
  }

  /** Why there is none is in an event. */
  private static void refuseAPod(RunningCluster cluster, ClusterUser user) {
    var client = cluster.local().client();
    var none =
        client.resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("none")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("0"))
                .endSpec()
                .build());
    none.create();
    client.pods().inNamespace("default").withName("zk-0").delete();
    cluster.await("it is told", () -> user.eventReasons(ZK).contains("PodRefused"));
    none.delete();
    user.awaitReady(ZK);
  }

  /** The second announcement of the same thing counts the first one up. */
  private static void pauseTwice(RunningCluster cluster, ClusterUser user) {
    for (int i = 0; i < 2; i++) {
      user.apply(with("paused: true"));
      cluster.await("paused", () -> user.condition(ZK, "Paused").startsWith("True"));
      user.apply(with("paused: false"));
      cluster.await("resumed", () -> user.condition(ZK, "Paused").startsWith("False"));
    }
    cluster.await("a counted event", () -> cluster.operatorRequests().countOf("patch events") >= 1);
  }

  private static String with(String line) {
    return Manifest.ensemble(ZK, 1) + "  " + line + "\n";
  }

  private static long configurations(RunningCluster cluster) {
    return cluster.local().client().configMaps().inNamespace("default").list().getItems().stream()
        .filter(c -> c.getMetadata().getName().startsWith(ZK + "-config-"))
        .count();
  }

  /** A Role would not cover it. */
  private static boolean isOutsideOfItsNamespaces(Audit.Entry entry) {
    return !isDiscovery(entry)
        && !Set.of("default", "quorate-system").contains(entry.request().namespace());
  }

  private static boolean isDiscovery(Audit.Entry entry) {
    return entry.request().resource().isEmpty() && entry.request().verb().equals("get");
  }

  private static boolean isGranted(Audit.Entry entry) {
    return isDiscovery(entry) || rbacVerbs(entry).allMatch(verb -> isGranted(entry, verb));
  }

  private static boolean isGranted(Audit.Entry entry, String verb) {
    var request = entry.request();
    boolean inOwnNamespace = request.namespace().equals("quorate-system");
    var permissions = inOwnNamespace ? Permissions.LEASE : Permissions.CLUSTERS;
    return permissions.stream()
        .anyMatch(p -> p.allows(verb, request.group(), resource(entry), request.name()));
  }

  private static Stream<String> verbs(Audit.Entry entry) {
    return entry.request().resource().isEmpty()
        ? Stream.of()
        : rbacVerbs(entry).map(v -> v + " " + entry.request().group() + "/" + resource(entry));
  }

  /** An apply is a patch, and a creation as well when there was nothing. */
  private static Stream<String> rbacVerbs(Audit.Entry entry) {
    String verb = entry.request().verb();
    if (!verb.equals("apply")) {
      return Stream.of(verb);
    }
    return entry.status() == 201 ? Stream.of("patch", "create") : Stream.of("patch");
  }

  private static String resource(Audit.Entry entry) {
    var request = entry.request();
    return request.subresource().isEmpty()
        ? request.resource()
        : request.resource() + "/" + request.subresource();
  }

  private static Set<String> granted() {
    return Stream.of(Permissions.CLUSTERS, Permissions.LEASE)
        .flatMap(List::stream)
        .flatMap(PermissionsIT::verbs)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> verbs(Permission permission) {
    return permission.verbs().stream()
        .map(verb -> verb + " " + permission.group() + "/" + permission.resource());
  }
}
