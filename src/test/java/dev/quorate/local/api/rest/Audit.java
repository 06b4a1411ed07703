package dev.quorate.local.api.rest;

import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.request.ApiRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was asked of the server, and how it answered, in the order of the answers. */
public final class Audit {
  private final List<Entry> entries = new ArrayList<>();

  /**
   * One answered request; a watch is entered when it begins.
   *
   * @param request its body included
   * @param agent the client's user agent
   * @param status HTTP status; 0 when the connection was dropped instead
   */
  public record Entry(Instant time, ApiRequest request, String agent, int status) {

    /** True for a successful request that may have changed something. */
    public boolean wrote() {
      return request.writes() && status < 300 && request.query().get("dryRun").isEmpty();
    }

    @Override
    public String toString() {
      String path = request.group() + "/" + request.resource() + "/" + request.subresource();
      return "%s %s %s/%s by %s: %d"
          .formatted(
              request.verb(), path, request.namespace(), request.name(), request.manager(), status);
    }
  }

  synchronized void record(ApiRequest request, HttpAnswer answer) {
    int status =
        switch (answer) {
          case HttpAnswer.Full full -> full.status();
          case HttpAnswer.Stream ignored -> 200;
          case HttpAnswer.Dropped ignored -> 0;
        };
    String agent = request.http().header("user-agent").orElse("");
    entries.add(new Entry(Instant.now(), request, agent, status));
  }

  /** Everything so far. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Everything so far that matches. */
  public List<Entry> entries(Predicate<Entry> wanted) {
    return entries().stream().filter(wanted).toList();
  }

  /** Successful writes since a moment. */
  public List<Entry> writesSince(Instant moment) {
    return entries(e -> e.wrote() && !e.time().isBefore(moment));
  }

  /** How many requests of each verb and resource there were: {@code patch statefulsets: 3}. */
  public Map<String, Long> counts() {
    return entries().stream()
        .collect(
            Collectors.groupingBy(
                e -> e.request().verb() + " " + e.request().resource(),
                TreeMap::new,
                Collectors.counting()));
  }

  /** Starts over. */
  public synchronized void clear() {
    entries.clear();
  }
}
