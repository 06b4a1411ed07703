package dev.quorate.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.apiserver.AuditLog.Request;
import dev.quorate.model.Labels;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The operator lives through everything that it can do with nothing but the rights that {@code
 * deploy/} gives it: none is missing, and none is there for nothing.
 */
class OperatorRightsApiServerIT {
  private static final Set<String> CLAIMS = Set.of("data-zk-0", "data-zk-observer-0");
  private static final String MISSING_IMAGE = "docker.io/library/zookeeper:3.9.5-missing";

  /** Granted for an admission plugin; the operator itself never asks. */
  private static final String FOR_ADMISSION =
      "update zookeeper.quorate.dev/zookeeperclusters/finalizers";

  @Test
  void theShippedRightsAreEnoughAndNoneIsUnused() {
    try (var cluster = RealCluster.start()) {
      cluster.startOperator();
      liveThroughEverything(new RealEnsemble(cluster, "zk"));

      assertThat(cluster.operatorRequests())
          .filteredOn(r -> r.answer() == 401 || r.answer() == 403)
          .isEmpty();
      var used =
          cluster.operatorRequests().stream()
              .flatMap(OperatorRightsApiServerIT::rights)
              .collect(Collectors.toCollection(TreeSet::new));
      used.add(FOR_ADMISSION);
      assertThat(used).isEqualTo(granted(cluster));
    }
  }

  private static void liveThroughEverything(RealEnsemble zk) {
    zk.apply(1, "image: " + MISSING_IMAGE);
    zk.await("the pod hangs", () -> zk.eventReasons().contains("ImageUnavailable"));
    zk.apply(1, "paused: false");
    zk.awaitReady();
    zk.apply(1, "config: {tickTime: \"1900\"}");
    zk.await("another configuration", () -> configurations(zk) == 2);
    zk.await("a restart", () -> isUsed(zk, "create /pods/eviction"));
    zk.apply(1, "paused: false");
    zk.await("one configuration", () -> configurations(zk) == 1);
    // The log of a member that is away may tell why.
    zk.apply(1, "image: " + MISSING_IMAGE);
    zk.await("a log is read", () -> isUsed(zk, "get /pods/log"));
    zk.apply(1, "paused: false");
    zk.awaitReady();
    // The second announcement of the same thing counts the first one up.
    for (int i = 0; i < 2; i++) {
      zk.apply(1, "paused: true");
      zk.await("paused", () -> zk.condition("Paused").startsWith("True"));
      zk.apply(1, "paused: false");
      zk.await("resumed", () -> zk.condition("Paused").startsWith("False"));
    }
    zk.await("a counted event", () -> isUsed(zk, "patch events.k8s.io/events", "patch /events"));
    refuseAPod(zk);
    zk.apply(1, "observers: {replicas: 1}");
    zk.awaitReady();
    zk.annotatePod("zk-observer-0", Labels.REPLACE, "true");
    zk.await("another volume", () -> isUsed(zk, "delete /persistentvolumeclaims"));
    zk.awaitReady();
    zk.apply(Manifest.ensemble("zk", 1).replace("1Gi", "2Gi"));
    zk.await("the set is replaced", () -> isUsed(zk, "delete apps/statefulsets"));
    zk.awaitReady();
    zk.resource().delete();
    // What a last look writes while the resource goes is collected as well.
    zk.await("garbage is collected", () -> names(zk).equals(CLAIMS));
  }

  private static Set<String> names(RealEnsemble zk) {
    return zk.objects().map(o -> o.getMetadata().getName()).collect(Collectors.toSet());
  }

  /** Why there is none is in an event. */
  private static void refuseAPod(RealEnsemble zk) {
    var cluster = zk.cluster();
    cluster.kubectl("create", "quota", "none", "--hard=pods=0");
    zk.await("the quota counts", () -> cluster.kubectl("describe", "quota/none").contains("pods"));
    cluster.kubectl("delete", "pod/zk-0", "--wait=false");
    zk.await("it is told", () -> zk.eventReasons().contains("PodRefused"));
    cluster.kubectl("delete", "quota/none");
    // Or its controller would try again only after a while.
    cluster.kubectl("annotate", "statefulset/zk", "example.com/try=again");
    zk.awaitReady();
  }

  private static boolean isUsed(RealEnsemble zk, String... rights) {
    return zk.cluster().operatorRequests().stream()
        .flatMap(OperatorRightsApiServerIT::rights)
        .anyMatch(Set.of(rights)::contains);
  }

  private static long configurations(RealEnsemble zk) {
    return zk.objects().filter(o -> o.getMetadata().getName().startsWith("zk-config-")).count();
  }

  /** What a request takes; an apply is a patch, and a creation as well when there was nothing. */
  private static Stream<String> rights(Request request) {
    if (request.resource().isEmpty()) {
      return Stream.of();
    }
    var object = " " + request.group() + "/" + request.resource();
    return request.verb().equals("patch") && request.answer() == 201
        ? Stream.of("patch" + object, "create" + object)
        : Stream.of(request.verb() + object);
  }

  private static Set<String> granted(RealCluster cluster) {
    var rbac = cluster.client().rbac();
    return Stream.of(
            rbac.clusterRoles().withName("quorate").get().getRules(),
            rbac.roles().inNamespace("quorate-system").withName("quorate-lease").get().getRules())
        .flatMap(List::stream)
        .flatMap(OperatorRightsApiServerIT::rights)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> rights(PolicyRule rule) {
    return rule.getVerbs().stream()
        .flatMap(verb ->
            rule.getResources().stream()
                .map(resource -> verb + " " + rule.getApiGroups().getFirst() + "/" + resource));
  }
}
