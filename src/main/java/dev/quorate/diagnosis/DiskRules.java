package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.Question.OfMembers;
import dev.quorate.plan.CrashCause;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Whether volumes are fast enough and large enough. */
final class DiskRules {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String CLAIMS =
      "kubectl get pvc -n {namespace} -l zookeeper.quorate.dev/cluster={cluster}";
  private static final double MEBIBYTE = 1 << 20;
  private static final double PERCENT = 100;

  static final List<Rule> ALL =
      List.of(
          rule("D11", "SlowLogDisk", Area.DISK, Level.WARNING)
              .says(
                  "writes its transaction log slowly",
                  "Every write waits for the log; when it is the leader's, all writers "
                      + "wait, and a voter that takes too long is dropped from the quorum",
                  "Give the log a faster volume of its own (spec.storage.log), and look for"
                      + " neighbours on its disk",
                  "kubectl describe pod {pod} -n {namespace}")
              .when(
                  Patience.minutes(1),
                  Measure.of(
                          "for each write of the log to disk",
                          "ms",
                          (rounds, member) ->
                              rounds.average(member, Figure.FSYNC_TIME, Figure.FSYNC_COUNT, WINDOW))
                      .above(20)
                      .criticalAbove(100),
                  "SlowWrites",
                  "ProbeSlow",
                  "RequestQueue",
                  "LaggingMember",
                  "LeaderFlapping",
                  "SessionsExpiring",
                  "PendingSyncs",
                  "SlowSnapshots",
                  "ThrottlingActive"),
          rule("D19", "DiskFilling", Area.DISK, Level.WARNING)
              .says(
                  "has a volume that is nearly full",
                  "A server without room for its log ends at once and does not come back; "
                      + "volumes of all members fill at about the same time",
                  "Raise the size in spec.storage: volumes grow while members run",
                  CLAIMS)
              .when(
                  Patience.AT_ONCE,
                  Measure.of("of a volume used", "%", (_, member) -> member.volumeUse())
                      .percent()
                      .above(75)
                      .criticalAbove(90)),
          rule("D52", "DiskFull", Area.DISK, Level.CRITICAL)
              .says(
                  "ended because a volume is full",
                  "The member is down until there is room; the others are likely to follow, "
                      + "and with them the quorum",
                  "Raise the size in spec.storage: volumes grow while members run",
                  CLAIMS)
              .when(
                  Patience.AT_ONCE,
                  new OfMembers((_, member) -> PodRules.ended(member, CrashCause.NO_SPACE)),
                  "ContainerRestarted",
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum"),
          rule("D22", "DataTooLarge", Area.DISK, Level.WARNING)
              .says(
                  "holds more data than ZooKeeper is made for",
                  "Snapshots, restarts and copies to followers take ever longer, and all of "
                      + "it has to fit into every member's heap",
                  "Move large values elsewhere, and find who writes them; all of it is in each"
                      + " member's heap",
                  "kubectl get zk {cluster} -n {namespace} -o jsonpath='{.spec.jvm.heap}'")
              .when(
                  Patience.minutes(1),
                  Measure.of("of data", "MiB", DiskRules::mebibytes).above(512).criticalAbove(1024),
                  "HeapPressure",
                  "SlowSnapshots",
                  "SlowSync",
                  "SyncLoops"),
          rule("D23", "SlowSync", Area.DISK, Level.WARNING)
              .says(
                  "needs nearly all the time that a follower has to copy the leader's data",
                  "A member that restarts may never join again: the leader gives it up "
                      + "before it has all of the data",
                  "Raise spec.config.initLimit: a member that takes longer never joins",
                  "kubectl logs {pod} -n {namespace} --since=1h")
              .when(
                  Patience.AT_ONCE,
                  Measure.of("of initLimit x tickTime", "%", DiskRules::shareOfInitLimit)
                      .above(50)
                      .criticalAbove(80),
                  "SyncLoops",
                  "MemberMissing"),
          rule("D24", "SlowSnapshots", Area.DISK, Level.WARNING)
              .says(
                  "takes long for a snapshot",
                  "Restarts take longer, because more of the log has to be replayed, and "
                      + "the snapshot takes the disk from the log",
                  "Look at the speed of its data volume and at the amount of data",
                  "kubectl describe pod {pod} -n {namespace}")
              .when(
                  Patience.AT_ONCE,
                  Measure.of(
                          "per snapshot",
                          "ms",
                          (_, member) ->
                              sinceStart(member, Figure.SNAPSHOT_TIME, Figure.SNAPSHOT_COUNT))
                      .above(10_000)));

  private DiskRules() {}

  private static OptionalDouble sinceStart(MemberVitals member, Figure sum, Figure count) {
    var total = member.figure(sum);
    var many = member.figure(count);
    if (total.isEmpty() || many.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(total.getAsDouble() / Math.max(1, many.getAsDouble()));
  }

  private static OptionalDouble mebibytes(Rounds rounds, MemberVitals member) {
    var bytes = member.figure(Figure.DATA_BYTES);
    return bytes.isEmpty() ? bytes : OptionalDouble.of(bytes.getAsDouble() / MEBIBYTE);
  }

  private static OptionalDouble shareOfInitLimit(Rounds rounds, MemberVitals member) {
    var time = sinceStart(member, Figure.SYNC_TIME, Figure.SYNC_COUNT);
    var ticks = member.setting("initLimit");
    var tick = member.setting("tickTime");
    if (time.isEmpty() || ticks.isEmpty() || tick.isEmpty()) {
      return OptionalDouble.empty();
    }
    double limit = ticks.getAsDouble() * tick.getAsDouble();
    return limit > 0
        ? OptionalDouble.of(PERCENT * time.getAsDouble() / limit)
        : OptionalDouble.empty();
  }
}
