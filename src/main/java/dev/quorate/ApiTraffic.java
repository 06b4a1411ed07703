package dev.quorate;

import dev.quorate.leadership.Leadership;
import dev.quorate.metrics.LoopMeters;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sees every request to the Kubernetes API. Counts it, tells when there is no answer, and lets no
 * write pass while the lease is not held (O19): a process that was frozen can find itself in the
 * middle of a reconcile long after another replica took over.
 */
final class ApiTraffic implements Interceptor {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String LEASES = "/apis/coordination.k8s.io/";

  private final Leadership leadership;
  private final LoopMeters meters;
  private final ApiReachability reachability = new ApiReachability();

  ApiTraffic(Leadership leadership, LoopMeters meters) {
    this.leadership = leadership;
    this.meters = meters;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    boolean harmless = READS.contains(request.method()) || request.uri().getPath().contains(LEASES);
    if (!harmless && !leadership.isHeld()) {
      throw new IllegalStateException(
          "%s %s was not sent: this replica does not hold the lease"
              .formatted(request.method(), request.uri().getPath()));
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    meters.requested(verb(request), Integer.toString(response.code()));
    reachability.answered();
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    meters.requested(verb(request), "error");
    reachability.failed(request.uri(), failure);
  }

  private static String verb(HttpRequest request) {
    var query = request.uri().getRawQuery();
    return query != null && query.contains("watch=true")
        ? "watch"
        : request.method().toLowerCase(Locale.ROOT);
  }
}
