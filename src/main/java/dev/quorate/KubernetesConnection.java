package dev.quorate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.observe.ObjectReader;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;

/** Makes the one client of the process, over the JDK's HTTP client. */
final class KubernetesConnection {
  /** By default a request that meets a 500 is repeated for 19 s; the loop has its own retries. */
  private static final int RETRIES = 2;

  private static final int FIRST_RETRY_MILLIS = 200;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  private KubernetesConnection() {}

  /**
   * @param where address and credentials, and what they imply
   */
  static KubernetesClient open(Config where, Duration timeout, Interceptor interceptor) {
    var config =
        new ConfigBuilder(where)
            .withRequestTimeout(Math.toIntExact(timeout.toMillis()))
            .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(RETRIES)
            .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
            .withUserAgent("quorate")
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization())
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withHttpClientBuilderConsumer(b -> b.addOrReplaceInterceptor("quorate", interceptor))
        .build();
  }

  /**
   * Knows the types that the operator deals with. By default the client looks for every type that
   * there is a class for, and loads a thousand classes at start that are never used.
   */
  private static KubernetesSerialization serialization() {
    var serialization = new KubernetesSerialization(new ObjectMapper(), false);
    ObjectReader.TYPES.forEach(serialization::registerKubernetesResource);
    List.of(ZookeeperCluster.class, Lease.class, Event.class, Status.class)
        .forEach(serialization::registerKubernetesResource);
    return serialization;
  }
}
