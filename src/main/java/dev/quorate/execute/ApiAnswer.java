package dev.quorate.execute;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server said when it refused, without the client's words around it. */
final class ApiAnswer {
  private ApiAnswer() {}

  static String of(KubernetesClientException e) {
    return e.getStatus() != null && e.getStatus().getMessage() != null
        ? "%d %s".formatted(e.getCode(), e.getStatus().getMessage())
        : String.valueOf(e.getMessage());
  }
}
