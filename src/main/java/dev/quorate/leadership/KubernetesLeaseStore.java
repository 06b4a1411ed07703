package dev.quorate.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseList;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The lease as an object of {@code coordination.k8s.io/v1}. */
public final class KubernetesLeaseStore implements LeaseStore {
  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final RequestConfig request;
  private Optional<Lease> last = Optional.empty();

  public KubernetesLeaseStore(
      KubernetesClient client, String namespace, String name, LeaseTerms terms) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
    // The election retries by itself, and a late answer is worth nothing to it.
    request =
        new RequestConfigBuilder()
            .withRequestTimeout(Math.toIntExact(terms.requestTimeout().toMillis()))
            .withRequestRetryBackoffLimit(0)
            .build();
  }

  @Override
  public Optional<LeaseRecord> read() {
    last = ask("read", leases -> Optional.ofNullable(leases.withName(name).get()));
    return last.map(KubernetesLeaseStore::parse);
  }

  @Override
  public boolean write(LeaseRecord lease) {
    try {
      last =
          last.map(old -> ask("update", leases -> leases.resource(edited(old, lease)).update()))
              .or(() ->
                  Optional.of(ask("create", leases -> leases.resource(created(lease)).create())));
      return true;
    } catch (Unavailable e) {
      if (e.getCause() instanceof KubernetesClientException k && isLateFor(k.getCode())) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isLateFor(int code) {
    return code == HttpURLConnection.HTTP_CONFLICT || code == HttpURLConnection.HTTP_NOT_FOUND;
  }

  private <T> T ask(
      String verb, Function<NonNamespaceOperation<Lease, LeaseList, Resource<Lease>>, T> question) {
    try {
      return client
          .adapt(NamespacedKubernetesClient.class)
          .withRequestConfig(request)
          .call(c -> question.apply(c.leases().inNamespace(namespace)));
    } catch (KubernetesClientException e) {
      throw new Unavailable(
          "cannot %s lease %s/%s: %s".formatted(verb, namespace, name, answer(e)), e);
    }
  }

  private static String answer(KubernetesClientException e) {
    return e.getStatus() == null ? "no answer from the Kubernetes API" : e.getMessage();
  }

  private Lease created(LeaseRecord lease) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(Map.of("app.kubernetes.io/name", "quorate"))
        .endMetadata()
        .withSpec(render(lease))
        .build();
  }

  /** Keeps what others have put into the metadata, and the resource version that was read. */
  private static Lease edited(Lease old, LeaseRecord lease) {
    return new LeaseBuilder(old).withSpec(render(lease)).build();
  }

  private static LeaseSpec render(LeaseRecord lease) {
    var spec = new LeaseSpec();
    spec.setHolderIdentity(lease.holder().orElse(null));
    spec.setLeaseDurationSeconds(Math.toIntExact(lease.duration().toSeconds()));
    spec.setAcquireTime(lease.acquired().map(KubernetesLeaseStore::microTime).orElse(null));
    spec.setRenewTime(lease.renewed().map(KubernetesLeaseStore::microTime).orElse(null));
    spec.setLeaseTransitions(lease.transitions());
    return spec;
  }

  private static ZonedDateTime microTime(Instant time) {
    return time.atZone(ZoneOffset.UTC);
  }

  private static LeaseRecord parse(Lease lease) {
    var spec = Optional.ofNullable(lease.getSpec()).orElseGet(LeaseSpec::new);
    return new LeaseRecord(
        Optional.ofNullable(spec.getHolderIdentity()).filter(h -> !h.isBlank()),
        Duration.ofSeconds(Optional.ofNullable(spec.getLeaseDurationSeconds()).orElse(0)),
        Optional.ofNullable(spec.getAcquireTime()).map(ZonedDateTime::toInstant),
        Optional.ofNullable(spec.getRenewTime()).map(ZonedDateTime::toInstant),
        Optional.ofNullable(spec.getLeaseTransitions()).orElse(0));
  }
}
