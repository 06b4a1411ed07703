package dev.quorate.scenario;

import dev.quorate.local.api.rest.Audit;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the operator asked of the API server, counted there. The lease is left out: it is renewed
 * all the time, and says nothing about any cluster. So is what was only tried.
 */
final class OperatorRequests {
  private final Audit audit;

  OperatorRequests(Audit audit) {
    this.audit = audit;
  }

  /** All requests since a moment, as {@code apply statefulsets zk}. */
  List<String> since(Instant moment) {
    return entries(e -> !e.time().isBefore(moment)).map(OperatorRequests::text).toList();
  }

  /** Requests that may change something, whether or not they did. */
  List<String> writesSince(Instant moment) {
    return entries(e -> !e.time().isBefore(moment) && e.request().writes())
        .map(OperatorRequests::text)
        .toList();
  }

  /** The pods that it evicted since a moment, in order, each once. */
  List<String> evictedSince(Instant moment) {
    return since(moment).stream()
        .filter(request -> request.startsWith("create pods/eviction "))
        .map(request -> request.substring(request.lastIndexOf(' ') + 1))
        .distinct()
        .toList();
  }

  /** How many requests there were so far that begin like that, for example {@code get pods}. */
  long countOf(String start) {
    return entries(e -> text(e).startsWith(start)).count();
  }

  /** When a request was first answered. */
  Instant firstTime(String request) {
    return entries(e -> text(e).equals(request)).findFirst().orElseThrow().time();
  }

  private Stream<Audit.Entry> entries(Predicate<Audit.Entry> wanted) {
    return audit
        .entries(e ->
            isOperator(e)
                && !e.request().resource().equals("leases")
                && e.request().query().get("dryRun").isEmpty()
                && wanted.test(e))
        .stream();
  }

  private static boolean isOperator(Audit.Entry entry) {
    return entry.agent().equals("quorate");
  }

  private static String text(Audit.Entry entry) {
    var request = entry.request();
    var subresource = request.subresource().isEmpty() ? "" : "/" + request.subresource();
    return "%s %s%s %s".formatted(request.verb(), request.resource(), subresource, request.name());
  }
}
