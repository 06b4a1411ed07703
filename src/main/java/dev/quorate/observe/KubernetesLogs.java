package dev.quorate.observe;

import dev.quorate.facts.Probed;
import dev.quorate.model.Keys;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Logs as the kubelets have them; one request for each tail. */
public final class KubernetesLogs implements MemberLogs {
  private final KubernetesClient client;

  public KubernetesLogs(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Probed<String> tail(String namespace, String pod) {
    try {
      var lines =
          client
              .pods()
              .inNamespace(namespace)
              .withName(pod)
              .inContainer(Keys.SERVER_CONTAINER)
              .limitBytes(BYTES)
              .sinceSeconds((int) AGE.toSeconds())
              .tailingLines(LINES)
              .getLog();
      return Probed.known(lines == null ? "" : lines);
    } catch (KubernetesClientException e) {
      return Probed.unknown(
          e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "the operator may not read logs"
              : "the log could not be read");
    }
  }
}
