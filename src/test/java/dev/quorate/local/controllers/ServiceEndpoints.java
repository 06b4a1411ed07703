package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which pods stand behind a service, and which of them it hands out. */
public final class ServiceEndpoints {
  private ServiceEndpoints() {}

  /**
   * A pod that has an address and can still serve.
   *
   * @param ready handed out to clients: ready and not terminating, or the service publishes all
   * @param serving ready, even while it terminates
   */
  public record Endpoint(Pod pod, String address, boolean ready, boolean serving) {
    /** The name of the pod under the service's domain, or null when it has none there. */
    public String hostname(Service service) {
      var spec = pod.getSpec();
      return service.getMetadata().getName().equals(spec.getSubdomain())
          ? spec.getHostname()
          : null;
    }
  }

  /** The endpoints of a service in order of pod name; none for a service without a selector. */
  public static List<Endpoint> of(Service service, Stream<Pod> pods) {
    var selector = service.getSpec().getSelector();
    if (selector == null || selector.isEmpty()) {
      return List.of();
    }
    boolean all = publishesAll(service);
    return pods.filter(pod -> sameNamespace(pod, service) && LabelMatch.matches(selector, pod))
        .filter(pod -> address(pod) != null && !PodFacts.isFinished(pod))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .map(pod -> endpoint(pod, all))
        .toList();
  }

  private static Endpoint endpoint(Pod pod, boolean all) {
    boolean ready = PodFacts.isReady(pod);
    return new Endpoint(
        pod, address(pod), all || (ready && !PodFacts.isTerminating(pod)), all || ready);
  }

  private static boolean sameNamespace(Pod pod, Service service) {
    return service.getMetadata().getNamespace().equals(pod.getMetadata().getNamespace());
  }

  private static boolean publishesAll(Service service) {
    return Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
  }

  private static String address(Pod pod) {
    return pod.getStatus() == null ? null : pod.getStatus().getPodIP();
  }

  /** The number of the pod's port that a service port leads to; 0 for a name it does not have. */
  static int targetPort(ServicePort port, Pod pod) {
    var target = port.getTargetPort();
    if (target == null || (target.getStrVal() == null && orZero(target.getIntVal()) == 0)) {
      return port.getPort();
    }
    return target.getStrVal() == null ? target.getIntVal() : named(target.getStrVal(), pod);
  }

  private static int named(String name, Pod pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(c -> c.getPorts().stream())
        .filter(p -> name.equals(p.getName()))
        .mapToInt(p -> p.getContainerPort())
        .findFirst()
        .orElse(0);
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }
}
