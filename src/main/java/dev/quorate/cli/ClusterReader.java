package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.facts.Probed;
import dev.quorate.model.Labels;
import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what screens tell; what may not be read becomes unknown, and the rest is told. */
final class ClusterReader {
  private static final String STORAGE = "storage";

  private final Connection connection;
  private final MemberRoutes routes;
  private final Clock clock;

  ClusterReader(Connection connection, Surroundings surroundings) {
    this.connection = connection;
    this.routes = surroundings.routes();
    this.clock = surroundings.clock();
  }

  /** Everything, what members say included. */
  ClusterFacts withMembers(ZookeeperCluster resource) {
    var pods = pods(resource);
    Map<String, Probed<LiveMember>> live =
        pods.ifKnown().map(all -> live(resource, all.values())).orElse(Map.of());
    return new ClusterFacts(resource, pods, live, volumes(resource), clock.instant());
  }

  /** Without asking members. */
  ClusterFacts withoutMembers(String name) {
    var resource = new Clusters(connection).named(name);
    return new ClusterFacts(resource, pods(resource), Map.of(), Map.of(), clock.instant());
  }

  private Map<String, Probed<LiveMember>> live(
      ZookeeperCluster resource, Collection<SeenPod> pods) {
    return new LiveReader(routes, connection, resource.getMetadata().getNamespace()).read(pods);
  }

  Probed<Map<String, SeenPod>> pods(ZookeeperCluster resource) {
    var meta = resource.getMetadata();
    try {
      return Probed.known(
          connection
              .client()
              .pods()
              .inNamespace(meta.getNamespace())
              .withLabels(Labels.cluster(meta.getName()))
              .list()
              .getItems()
              .stream()
              .map(PodReading::of)
              .collect(
                  Collectors.toMap(
                      SeenPod::name, Function.identity(), (one, _) -> one, TreeMap::new)));
    } catch (KubernetesClientException e) {
      return Probed.unknown(Connection.explain(e));
    }
  }

  private Map<String, VolumeSizes> volumes(ZookeeperCluster resource) {
    var meta = resource.getMetadata();
    try {
      var claims =
          connection
              .client()
              .persistentVolumeClaims()
              .inNamespace(meta.getNamespace())
              .withLabel(Labels.CLUSTER, meta.getName())
              .list()
              .getItems();
      return sizes(claims);
    } catch (KubernetesClientException _) {
      // Then the screen tells how much is used, and not of how much.
      return Map.of();
    }
  }

  private static Map<String, VolumeSizes> sizes(List<PersistentVolumeClaim> claims) {
    Map<String, Double> sizes = new TreeMap<>();
    claims.forEach(
        claim -> size(claim).ifPresent(size -> sizes.put(claim.getMetadata().getName(), size)));
    String prefix = Mount.DATA.volume() + "-";
    return sizes.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(
            Collectors.toMap(
                Function.identity(),
                pod ->
                    new VolumeSizes(
                        optional(sizes.get(prefix + pod)),
                        optional(sizes.get(Mount.DATALOG.volume() + "-" + pod)))));
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  private static Optional<Double> size(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getStatus())
        .map(PersistentVolumeClaimStatus::getCapacity)
        .map(capacity -> capacity.get(STORAGE))
        .map(Quantity::getNumericalAmount)
        .map(Number::doubleValue);
  }

  /** The lease of the operators, which is not in the cluster's namespace. */
  Probed<Optional<LeaseSeen>> lease(String namespace, String name) {
    try {
      var lease = connection.client().leases().inNamespace(namespace).withName(name).get();
      return Probed.known(Optional.ofNullable(lease).map(l -> seen(namespace, l)));
    } catch (KubernetesClientException e) {
      return Probed.unknown(
          "Whether an operator runs is not known: its lease %s in %s cannot be read (%s)."
              .formatted(name, namespace, Connection.why(e)));
    }
  }

  private static LeaseSeen seen(String namespace, Lease lease) {
    var spec = lease.getSpec();
    return new LeaseSeen(
        namespace,
        Optional.ofNullable(spec.getHolderIdentity()).filter(h -> !h.isEmpty()),
        Optional.ofNullable(spec.getRenewTime()).map(ZonedDateTime::toInstant),
        Duration.ofSeconds(Optional.ofNullable(spec.getLeaseDurationSeconds()).orElse(0)));
  }
}
