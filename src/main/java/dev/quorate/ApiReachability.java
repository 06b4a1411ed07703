package dev.quorate;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that there is no connection to the Kubernetes API, why, and what to check; and once
 * that there is one again. Every cache and the election meet the same trouble, each on its own, and
 * none of them knows what it means.
 */
final class ApiReachability {
  private static final Logger log = LoggerFactory.getLogger(ApiReachability.class);

  /** What an exception anywhere in a chain of causes means; the first that fits counts. */
  private record Meaning(Class<? extends Throwable> type, String text) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(UnresolvedAddressException.class, "its name does not resolve"),
          new Meaning(UnknownHostException.class, "its name does not resolve"),
          new Meaning(HttpTimeoutException.class, "no answer in time"),
          new Meaning(SSLException.class, "the certificates of the two sides do not fit together"),
          new Meaning(ConnectException.class, "nothing listens there"),
          new Meaning(IOException.class, "the connection broke"));

  private final Set<String> told = new HashSet<>();

  /** A request was answered, however. */
  synchronized void answered() {
    if (!told.isEmpty()) {
      told.clear();
      log.atInfo().addKeyValue("reason", "ApiReachable").log("the Kubernetes API answers again");
    }
  }

  /** A request had no answer. */
  synchronized void failed(URI request, Throwable failure) {
    why(failure)
        .filter(told::add)
        .ifPresent(why ->
            log.atWarn()
                .addKeyValue("reason", "ApiUnreachable")
                .log(
                    "no connection to the Kubernetes API at {}://{}: {}. Nothing is done until it"
                        + " answers; it is tried again all the time. Check the server in the"
                        + " kubeconfig; in a pod, network policies and the cluster's DNS",
                    request.getScheme(),
                    request.getAuthority(),
                    why));
  }

  /** Empty when the failure is not one of the connection, such as a request that was given up. */
  private static Optional<String> why(Throwable failure) {
    var chain = Stream.iterate(failure, t -> t != null, Throwable::getCause).toList();
    return MEANINGS.stream()
        .filter(meaning -> chain.stream().anyMatch(meaning.type()::isInstance))
        .map(Meaning::text)
        .findFirst();
  }
}
