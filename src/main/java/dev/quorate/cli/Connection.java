package dev.quorate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.File;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Kubernetes API as a kubeconfig leads to it, and the namespace that is meant. */
record Connection(KubernetesClient client, String namespace) implements AutoCloseable {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 15_000;

  static Connection open(ClusterOptions options) {
    var where = config(options);
    options.context().ifPresent(name -> check(where, name));
    var config =
        new ConfigBuilder(where)
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(REQUEST_MILLIS)
            .withRequestRetryBackoffLimit(1)
            .withUserAgent("quorate-cli")
            .build();
    var client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withKubernetesSerialization(serialization())
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build();
    var namespace = options.namespace().or(() -> Optional.ofNullable(config.getNamespace()));
    return new Connection(client, namespace.orElse(DEFAULT_NAMESPACE));
  }

  private static Config config(ClusterOptions options) {
    var context = options.context().orElse(null);
    return options
        .kubeconfig()
        .map(file -> Config.fromKubeconfig(context, readable(file)))
        .orElseGet(() -> found(Config.autoConfigure(context)));
  }

  /** Without any the client would look for a cluster that it runs in. */
  private static Config found(Config config) {
    boolean isNone =
        contexts(config).isEmpty()
            && config.getOauthToken() == null
            && config.getAutoOAuthToken() == null;
    if (isNone) {
      throw new Refused(
          "There is no kubeconfig: neither KUBECONFIG nor ~/.kube/config leads to one; write"
              + " --kubeconfig FILE.");
    }
    return config;
  }

  private static File readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new Refused("Cannot read the kubeconfig %s.".formatted(file));
    }
    return file.toFile();
  }

  /** A context that does not exist would otherwise be taken for the current one. */
  private static void check(Config config, String context) {
    var names = contexts(config);
    if (!names.contains(context)) {
      throw new Refused(
          "The kubeconfig has no context %s; it has %s."
              .formatted(context, names.isEmpty() ? "none" : String.join(", ", names)));
    }
  }

  private static List<String> contexts(Config config) {
    return Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
        .map(NamedContext::getName)
        .toList();
  }

  /** By default the client looks for every type that there is a class for. */
  private static KubernetesSerialization serialization() {
    var serialization = new KubernetesSerialization(new ObjectMapper(), false);
    serialization.registerKubernetesResource(ZookeeperCluster.class);
    serialization.registerKubernetesResource(Status.class);
    return serialization;
  }

  /** What a request that failed means for a person. */
  static String explain(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return "Cannot reach the Kubernetes API: " + innermost(e);
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "The Kubernetes API does not accept the credentials of the kubeconfig: " + why(e);
      case HttpURLConnection.HTTP_FORBIDDEN ->
          "Not allowed: %s. docs/cli.md has the permissions that are needed.".formatted(why(e));
      default -> "The Kubernetes API refused: " + why(e);
    };
  }

  static String why(KubernetesClientException e) {
    return e.getStatus() != null && e.getStatus().getMessage() != null
        ? e.getStatus().getMessage()
        : String.valueOf(e.getMessage());
  }

  private static String innermost(Throwable throwable) {
    Throwable inner = throwable;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
