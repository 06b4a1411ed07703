package dev.quorate.cli;

import dev.quorate.cli.BenchReport.Share;
import dev.quorate.cli.BenchReport.Span;
import dev.quorate.cli.BenchReport.Sums;
import dev.quorate.cli.BenchReport.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was measured: every request that was due when it counted. */
final class LoadRecord {
  private static final int DIGITS = 3;
  private static final double MEDIAN = 50;
  private static final double P95 = 95;
  private static final double P99 = 99;
  private static final double MILLI = 1000;

  /** Rows of the plot over time. */
  private static final int SPANS = 15;

  private final long begin;
  private final Kind reads = new Kind();
  private final Kind writes = new Kind();
  private final long[] answered;
  private final long[] slowest;

  /**
   * One request, in nanoseconds of the pace.
   *
   * @param due when it should have been sent
   * @param sent when a client was free for it
   */
  record Request(boolean write, long due, long sent, long end, boolean done) {}

  /** Microseconds. */
  private static final class Kind {
    private final Histogram fromDue = new Histogram(DIGITS);
    private final Histogram fromSending = new Histogram(DIGITS);
    private long failed;
  }

  /**
   * @param begin what was due earlier does not count
   */
  LoadRecord(long begin, int seconds) {
    this.begin = begin;
    this.answered = new long[seconds];
    this.slowest = new long[seconds];
  }

  synchronized void add(Request request) {
    if (request.due() < begin) {
      return;
    }
    var kind = request.write() ? writes : reads;
    if (!request.done()) {
      kind.failed++;
      return;
    }
    long micros = micros(request.end() - request.due());
    kind.fromDue.recordValue(micros);
    kind.fromSending.recordValue(micros(request.end() - request.sent()));
    int second = second(request.end());
    answered[second]++;
    slowest[second] = Math.max(slowest[second], micros);
  }

  private static long micros(long nanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  /** The last requests are answered a little after the end. */
  private int second(long end) {
    return Math.clamp(TimeUnit.NANOSECONDS.toSeconds(end - begin), 0, answered.length - 1);
  }

  synchronized Sums reads(double seconds) {
    return sums(reads, seconds);
  }

  synchronized Sums writes(double seconds) {
    return sums(writes, seconds);
  }

  private static Sums sums(Kind kind, double seconds) {
    long done = kind.fromDue.getTotalCount();
    return new Sums(
        done,
        kind.failed,
        seconds > 0 ? done / seconds : 0,
        done == 0 ? null : times(kind.fromDue),
        done == 0 ? null : times(kind.fromSending));
  }

  private static Times times(Histogram histogram) {
    return new Times(
        histogram.getMinValue() / MILLI,
        histogram.getValueAtPercentile(MEDIAN) / MILLI,
        histogram.getValueAtPercentile(P95) / MILLI,
        histogram.getValueAtPercentile(P99) / MILLI,
        histogram.getMaxValue() / MILLI);
  }

  /** How many took how long, in steps of 1, 2, 5, 10, from the first that any took to the last. */
  synchronized List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    long above = -1;
    long left = reads.fromDue.getTotalCount() + writes.fromDue.getTotalCount();
    for (long to = 1; left > 0; to = following(to)) {
      var share =
          new Share(to / MILLI, count(reads.fromDue, above, to), count(writes.fromDue, above, to));
      left -= share.reads() + share.writes();
      if (!shares.isEmpty() || share.reads() + share.writes() > 0) {
        shares.add(share);
      }
      above = to;
    }
    return List.copyOf(shares);
  }

  private static long following(long step) {
    long digit = step;
    while (digit >= 10) {
      digit /= 10;
    }
    return digit == 2 ? step / 2 * 5 : step * 2;
  }

  private static long count(Histogram histogram, long above, long to) {
    long count = 0;
    for (var value : histogram.recordedValues()) {
      if (value.getValueIteratedTo() > above && value.getValueIteratedTo() <= to) {
        count += value.getCountAtValueIteratedTo();
      }
    }
    return count;
  }

  /** What was answered when, of the seconds that there were. */
  synchronized List<Span> course(double seconds) {
    int count = (int) Math.clamp(Math.ceil(seconds), 0, answered.length);
    int length = Math.max(1, Math.ceilDiv(count, SPANS));
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < count; from += length) {
      spans.add(span(from, Math.min(count, from + length), seconds));
    }
    return List.copyOf(spans);
  }

  private Span span(int from, int to, double seconds) {
    long sum = 0;
    long most = 0;
    for (int second = from; second < to; second++) {
      sum += answered[second];
      most = Math.max(most, slowest[second]);
    }
    return new Span(from, to, sum / (Math.min(to, seconds) - from), most / MILLI);
  }
}
