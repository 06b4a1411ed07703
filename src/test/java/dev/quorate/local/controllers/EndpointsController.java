package dev.quorate.local.controllers;

import dev.quorate.local.controllers.ServiceEndpoints.Endpoint;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Keeps one EndpointSlice and one Endpoints object for every service that has a selector. */
public final class EndpointsController implements AutoCloseable {
  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final ControllerLoop loop;
  private final Map<ObjectKey, Object> written = new HashMap<>();

  /** Starts the loop. */
  public EndpointsController(KubernetesClient client, ClusterInformers cluster) {
    this.client = client;
    this.cluster = cluster;
    this.loop = new ControllerLoop("endpoints-controller", this::reconcile);
    cluster.onChange(Service.class, service -> loop.enqueue(ObjectKey.of(service)));
    cluster.onChange(Pod.class, this::enqueueServicesOf);
  }

  private void enqueueServicesOf(Pod pod) {
    cluster
        .in(Service.class, pod.getMetadata().getNamespace())
        .forEach(service -> loop.enqueue(ObjectKey.of(service)));
  }

  private void reconcile(ObjectKey key) {
    var service = cluster.get(Service.class, key);
    if (service == null) {
      written.remove(key);
      client.endpoints().inNamespace(key.namespace()).withName(key.name()).delete();
      return;
    }
    var selector = service.getSpec().getSelector();
    if (selector == null || selector.isEmpty()) {
      return;
    }
    var found = ServiceEndpoints.of(service, cluster.all(Pod.class));
    var slice = slice(service, found);
    var endpoints = endpoints(service, found);
    var wanted = List.of(slice, endpoints);
    if (!wanted.equals(written.get(key))) {
      client.resource(slice).createOr(r -> r.update());
      client.resource(endpoints).createOr(r -> r.update());
      written.put(key, wanted);
    }
  }

  private static EndpointSlice slice(Service service, List<Endpoint> found) {
    var name = service.getMetadata().getName();
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(name + "-local")
        .withNamespace(service.getMetadata().getNamespace())
        .addToLabels("kubernetes.io/service-name", name)
        .addToLabels("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
        .withOwnerReferences(Revisions.owner(service))
        .endMetadata()
        .withAddressType("IPv4")
        .withEndpoints(
            found.stream()
                .map(e ->
                    new EndpointBuilder()
                        .withAddresses(e.address())
                        .withHostname(e.hostname(service))
                        .withNodeName(e.pod().getSpec().getNodeName())
                        .withTargetRef(target(e))
                        .withNewConditions()
                        .withReady(e.ready())
                        .withServing(e.serving())
                        .withTerminating(PodFacts.isTerminating(e.pod()))
                        .endConditions()
                        .build())
                .toList())
        .withPorts(
            ports(service, found).stream()
                .map(p ->
                    new io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder()
                        .withName(p.getName() == null ? "" : p.getName())
                        .withPort(p.getPort())
                        .withProtocol(p.getProtocol())
                        .build())
                .toList())
        .build();
  }

  private static Endpoints endpoints(Service service, List<Endpoint> found) {
    return new EndpointsBuilder()
        .withNewMetadata()
        .withName(service.getMetadata().getName())
        .withNamespace(service.getMetadata().getNamespace())
        .withLabels(service.getMetadata().getLabels())
        .addToLabels("endpoints.kubernetes.io/managed-by", "endpoint-controller")
        .endMetadata()
        .withSubsets(found.isEmpty() ? List.of() : List.of(subset(service, found)))
        .build();
  }

  private static EndpointSubset subset(Service service, List<Endpoint> found) {
    return new EndpointSubsetBuilder()
        .withAddresses(addresses(service, found, Endpoint::ready))
        .withNotReadyAddresses(addresses(service, found, e -> !e.ready()))
        .withPorts(ports(service, found))
        .build();
  }

  private static List<EndpointAddress> addresses(
      Service service, List<Endpoint> found, Predicate<Endpoint> which) {
    return found.stream()
        .filter(which)
        .map(e ->
            new EndpointAddressBuilder()
                .withIp(e.address())
                .withHostname(e.hostname(service))
                .withNodeName(e.pod().getSpec().getNodeName())
                .withTargetRef(target(e))
                .build())
        .toList();
  }

  private static List<EndpointPort> ports(Service service, List<Endpoint> found) {
    return found.isEmpty()
        ? List.of()
        : service.getSpec().getPorts().stream()
            .map(p ->
                new EndpointPortBuilder()
                    .withName(p.getName())
                    .withPort(ServiceEndpoints.targetPort(p, found.getFirst().pod()))
                    .withProtocol(p.getProtocol() == null ? "TCP" : p.getProtocol())
                    .build())
            .toList();
  }

  private static ObjectReference target(Endpoint endpoint) {
    var meta = endpoint.pod().getMetadata();
    return new ObjectReferenceBuilder()
        .withKind("Pod")
        .withName(meta.getName())
        .withNamespace(meta.getNamespace())
        .withUid(meta.getUid())
        .build();
  }

  @Override
  public void close() {
    loop.close();
  }
}
