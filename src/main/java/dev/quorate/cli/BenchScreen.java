package dev.quorate.cli;

import dev.quorate.cli.BenchReport.Share;
import dev.quorate.cli.BenchReport.Span;
import dev.quorate.cli.BenchReport.Sums;
import dev.quorate.cli.BenchReport.Times;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run asks for, why there is none, and what one has measured. */
final class BenchScreen {
  private static final int WIDEST_BAR = 24;
  private static final int MOST_REASONS = 20;

  private final BenchReport report;
  private final Page page;

  private BenchScreen(BenchReport report, Ink ink) {
    this.report = report;
    this.page = new Page(ink);
  }

  /** Why there is no load. */
  static String refusal(Hint hint, List<String> reasons) {
    var page =
        new Page(Ink.PLAIN)
            .line(
                "No load is put on %s: it is not sure that it is whole.".formatted(hint.cluster()));
    reasons.stream().limit(MOST_REASONS).forEach(reason -> page.prose("  ", reason));
    if (reasons.size() > MOST_REASONS) {
      page.line("  and %d more".formatted(reasons.size() - MOST_REASONS));
    }
    page.line("Nothing was written. What to do: " + hint.doctor());
    return String.join("\n", page.all());
  }

  /** What happens from now on. */
  static List<String> beginning(Workload workload, String path) {
    return new Page(Ink.PLAIN)
        .prose(
            "",
            "%d requests/s for %d s, after one that does not count: %d%% reads, %s of %s below %s. Ctrl-C ends it, and removes them."
                .formatted(
                    workload.rate(),
                    workload.seconds(),
                    workload.reads(),
                    count(workload.nodes(), "node"),
                    Amounts.bytes(workload.size()),
                    path))
        .gap()
        .all();
  }

  static List<String> of(BenchReport report, Ink ink) {
    var screen = new BenchScreen(report, ink);
    screen.head();
    screen.page.gap().lines(screen.sums().lines(ink));
    if (!report.shares().isEmpty()) {
      screen.page.gap().lines(screen.shares().lines(ink));
      screen.page.gap().lines(screen.course().lines(ink));
    }
    screen.page.gap();
    screen.notes();
    return screen.page.all();
  }

  private static String count(int number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }

  private void head() {
    var clients =
        report.clients().entrySet().stream()
            .map(e -> "%d on %s".formatted(e.getValue(), e.getKey()))
            .collect(Collectors.joining(", "));
    page.line(
        "%s in %s   %s of load   %s: %s"
            .formatted(
                page.ink().strong(report.name()),
                report.namespace(),
                seconds(report.lasted()),
                count(report.workload().clients(), "client"),
                clients));
    report.stopped().forEach(why -> page.line(page.ink().paint(Tone.BAD, "stopped early: ") + why));
  }

  private static String seconds(double seconds) {
    return Amounts.number(seconds) + " s";
  }

  private Table sums() {
    var table = new Table("", "DONE", "FAILED", "PER SECOND", "MIN", "MEDIAN", "P95", "P99", "MAX");
    table.row(sums("reads", report.reads()));
    table.row(sums("writes", report.writes()));
    return table;
  }

  private static List<Cell> sums(String kind, Sums sums) {
    var times = sums.fromDue();
    return List.of(
        Cell.of(kind),
        Cell.of(Long.toString(sums.done())),
        Cell.of(sums.failed() > 0 ? Tone.BAD : Tone.PLAIN, Long.toString(sums.failed())),
        Cell.of(Amounts.number(sums.perSecond())),
        millis(times == null ? null : times.min()),
        millis(times == null ? null : times.median()),
        millis(times == null ? null : times.p95()),
        millis(times == null ? null : times.p99()),
        millis(times == null ? null : times.max()));
  }

  private static Cell millis(Double millis) {
    return Cell.of(millis == null ? "-" : millis(millis.doubleValue()));
  }

  /** Three digits or two, because a tenth of a millisecond is much of a fast answer. */
  private static String millis(double millis) {
    return (millis < 10 ? String.format(Locale.ROOT, "%.2f", millis) : Amounts.number(millis))
        + " ms";
  }

  private Table shares() {
    double most =
        report.shares().stream()
            .mapToDouble(s -> Math.max((double) s.reads(), (double) s.writes()))
            .max()
            .orElse(1);
    var table = new Table("ANSWERED WITHIN", "READS", "", "WRITES", "");
    for (Share share : report.shares()) {
      table.row(
          List.of(
              Cell.of(bound(share.upTo())),
              Cell.of(Long.toString(share.reads())),
              Cell.of(bar((double) share.reads(), most)),
              Cell.of(Long.toString(share.writes())),
              Cell.of(bar((double) share.writes(), most))));
    }
    return table;
  }

  private static String bound(double millis) {
    return millis < 1
        ? String.format(Locale.ROOT, "%s ms", millis)
        : Amounts.number(millis) + " ms";
  }

  /** What there is at all can be seen. */
  private static String bar(double amount, double most) {
    int length = (int) Math.round(amount / most * WIDEST_BAR);
    return "#".repeat(amount > 0 ? Math.max(1, length) : 0);
  }

  private Table course() {
    double most = report.course().stream().mapToDouble(Span::perSecond).max().orElse(1);
    var table = new Table("SECOND", "PER SECOND", "", "SLOWEST");
    for (Span span : report.course()) {
      boolean isOne = span.to() - span.from() == 1;
      table.row(
          List.of(
              Cell.of(isOne ? Integer.toString(span.to()) : (span.from() + 1) + "-" + span.to()),
              Cell.of(Amounts.number(span.perSecond())),
              Cell.of(bar(span.perSecond(), Math.max(1, most))),
              span.slowest() > 0 ? millis(Double.valueOf(span.slowest())) : Cell.of("-")));
    }
    return table;
  }

  private void notes() {
    page.prose(
        "",
        "Reads are answered by the member that a client is connected to, writes by the leader and a majority. Times begin when a request was due, so that waiting for a free client counts.");
    if (report.forwarded()) {
      page.prose(
          "",
          "Every request went through the Kubernetes API (exec), and the times include that: clients inside of the cluster are answered faster.");
    }
    if (report.hasQueue()) {
      behind();
    }
    if (report.left().isEmpty()) {
      page.line("Nothing is left of it.");
    } else {
      report.left().forEach(left -> page.prose("", left));
    }
  }

  private void behind() {
    page.prose(
        "",
        "%d of %d requests were not sent, because no client was free: %s cannot send %d requests/s at these times (%s). More --clients, or a lower --rate, measure without a queue."
            .formatted(
                report.notSent(),
                report.planned(),
                count(report.workload().clients(), "client"),
                report.workload().rate(),
                "from sending to the answer, the median read took %s, the median write %s"
                    .formatted(median(report.reads()), median(report.writes()))));
  }

  private static String median(Sums sums) {
    Times times = sums.fromSending();
    return times == null ? "-" : millis(times.median());
  }
}
