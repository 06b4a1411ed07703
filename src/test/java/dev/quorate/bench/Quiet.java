package dev.quorate.bench;

import dev.quorate.local.api.rest.Audit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an operator asks of the API server while nothing happens. */
final class Quiet {
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Audit audit;

  Quiet(Audit audit) {
    this.audit = audit;
  }

  private List<Audit.Entry> requests(Instant since) {
    return audit.entries(e ->
        e.agent().equals("quorate")
            && !e.time().isBefore(since)
            && !e.request().resource().equals("leases")
            && !e.request().verb().equals("watch"));
  }

  /** Waits until the operator has written nothing for a while. */
  void await() {
    var began = Instant.now();
    Until.holds(
        "silence",
        () -> {
          var since = Instant.now().minus(SILENCE);
          return since.isAfter(began)
              && requests(since).stream().noneMatch(e -> e.request().writes());
        });
  }

  /**
   * What an operator costs.
   *
   * @param writes to the API server, a minute
   * @param reads from it, a minute, without watches and the lease
   * @param processor its share of one, in percent
   */
  record Cost(double writes, double reads, double processor) {}

  /** Watches the operator for a time. */
  Cost watch(MeasuredProcess operator, Duration time) throws InterruptedException {
    audit.clear();
    var since = Instant.now();
    var before = operator.processorTime();
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    var used = operator.processorTime().minus(before);
    var requests = requests(since);
    double writes = requests.stream().filter(e -> e.request().writes()).count();
    double minutes = time.toSeconds() / 60.0;
    return new Cost(
        writes / minutes,
        (requests.size() - writes) / minutes,
        100.0 * used.toNanos() / time.toNanos());
  }

  /** Adds rows about the time to come. */
  void measure(Table table, MeasuredProcess operator, Duration time, int clusters)
      throws InterruptedException {
    var cost = watch(operator, time);
    var nothing = Budget.max(0, "");
    table.add("API writes a minute and cluster", nothing, Samples.of("", cost.writes() / clusters));
    table.add(
        "API reads a minute and cluster, watches and lease aside",
        nothing,
        Samples.of("", cost.reads() / clusters));
    table.add("share of a processor", Budget.max(10, "%"), Samples.of("%", cost.processor()));
  }
}
