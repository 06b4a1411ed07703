package dev.quorate.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Through the Kubernetes API, as {@code kubectl port-forward} does; bound to this machine alone.
 */
final class PortForwards implements MemberRoutes {
  @Override
  public Route open(KubernetesClient client, String namespace, SeenPod pod, int port) {
    return new Forwarded(
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod.name())
            .portForward(port, InetAddress.getLoopbackAddress(), 0));
  }

  private record Forwarded(LocalPortForward forward) implements Route {
    @Override
    public String host() {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }

    @Override
    public int port() {
      return forward.getLocalPort();
    }

    @Override
    public boolean isForwarded() {
      return true;
    }

    @Override
    public Optional<String> failure() {
      return Stream.concat(
              forward.getClientThrowables().stream(), forward.getServerThrowables().stream())
          .map(Forwarded::innermost)
          .findFirst()
          .map(t ->
              "port-forward failed: " + Objects.requireNonNullElse(t.getMessage(), t.toString()));
    }

    private static Throwable innermost(Throwable throwable) {
      Throwable inner = throwable;
      while (inner.getCause() != null) {
        inner = inner.getCause();
      }
      return inner;
    }

    @Override
    public void close() {
      try {
        forward.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
