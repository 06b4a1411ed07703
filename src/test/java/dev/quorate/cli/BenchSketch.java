package dev.quorate.cli;

import dev.quorate.cli.LoadRecord.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A run whose requests take times that are always the same ones. */
final class BenchSketch {
  private final Workload workload;
  private final List<String> stopped = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private boolean forwarded;
  private boolean slow;
  private double lasted;

  private BenchSketch(Workload workload) {
    this.workload = workload;
    this.lasted = workload.seconds();
  }

  static BenchSketch of(Workload workload) {
    return new BenchSketch(workload);
  }

  BenchSketch forwarded() {
    forwarded = true;
    return this;
  }

  BenchSketch stopped(double after, String why) {
    lasted = after;
    stopped.add(why);
    return this;
  }

  BenchSketch left(String what) {
    left.add(what);
    return this;
  }

  /** One client, and answers for which it is too few. */
  BenchSketch slowly() {
    slow = true;
    return this;
  }

  List<String> screen() {
    return BenchScreen.of(report(), Ink.PLAIN);
  }

  BenchReport report() {
    var schedule = new Schedule(workload, 0);
    var done = new LoadRecord(schedule.begin(), workload.seconds());
    long planned = (long) (lasted * workload.rate());
    requests(schedule, planned).forEach(done::add);
    Map<String, Integer> clients = new TreeMap<>();
    for (int i = 0; i < workload.clients(); i++) {
      clients.merge("zk-" + i % 3, 1, Integer::sum);
    }
    return new BenchReport(
        "ns",
        "zk",
        workload,
        clients,
        forwarded,
        lasted,
        planned,
        done.reads(lasted),
        done.writes(lasted),
        done.shares(),
        done.course(lasted),
        stopped,
        left);
  }

  private List<Request> requests(Schedule schedule, long planned) {
    List<Request> requests = new ArrayList<>();
    long free = 0;
    for (long i = 0; i < planned && free < schedule.end(); i++) {
      var request = request(schedule, i, slow ? free : 0);
      free = request.end();
      requests.add(request);
    }
    return requests;
  }

  /** Writes take twice as long; few wait for something. */
  private Request request(Schedule schedule, long number, long free) {
    long due = schedule.due(number + workload.rate());
    boolean isWrite = schedule.isWrite(number);
    long micros = 900 + number * 7919 % 2400 + (number % 1000 == 700 ? 31_000 : 0);
    long took = TimeUnit.MICROSECONDS.toNanos(micros) * (isWrite ? 2 : 1) * (slow ? 3 : 1);
    long sent = Math.max(due, free);
    boolean isLast = !stopped.isEmpty() && number == (long) (lasted * workload.rate()) - 1;
    return new Request(isWrite, due, sent, sent + took, !isLast);
  }
}
