package dev.quorate;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.time.Duration;

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
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withHttpClientBuilderConsumer(b -> b.addOrReplaceInterceptor("quorate", interceptor))
        .build();
  }
}
