package dev.quorate.cli;

import dev.quorate.model.Keys;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Through the Kubernetes API into the member's own container, as {@code kubectl exec} does, and
 * from there to its port. {@code kubectl port-forward} leads to the loopback address of the pod,
 * where members do not listen: they listen at the name that clients are told (hazard Z26).
 */
final class ExecTunnels implements MemberRoutes {
  /** Both directions, until one of them ends; a background command reads nothing unless told to. */
  private static final String RELAY =
      "exec 3<>\"/dev/tcp/$0/$1\" || exit; cat <&0 >&3 & cat <&3 & wait -n; kill $(jobs -p) 2>&-; wait";

  @Override
  public Route open(KubernetesClient client, String namespace, SeenPod pod, int port) {
    try {
      return new ExecTunnel(() -> relay(client, namespace, pod, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExecWatch relay(KubernetesClient client, String namespace, SeenPod pod, int port) {
    return client
        .pods()
        .inNamespace(namespace)
        .withName(pod.name())
        .inContainer(Keys.SERVER_CONTAINER)
        .withReadyWaitTimeout(0) // Whoever is not ready is asked as well.
        .redirectingInput()
        .redirectingOutput()
        .redirectingError()
        .exec(relayTo(pod.ip().orElse("localhost"), port));
  }

  static String[] relayTo(String host, int port) {
    return new String[] {"/bin/bash", "-c", RELAY, host, Integer.toString(port)};
  }
}
