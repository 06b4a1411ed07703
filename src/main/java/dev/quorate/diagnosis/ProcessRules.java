package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Whether the process has the memory, the time and the files that it needs. */
final class ProcessRules {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String POD = "kubectl describe pod {pod} -n {namespace}";

  static final List<Rule> ALL =
      List.of(
          rule("D16", "HeapPressure", Area.PROCESS, Level.WARNING)
              .says(
                  "has little room left in its heap, at every look for minutes",
                  "Long pauses first, then the process ends because it has no memory",
                  "Raise spec.jvm.heap and the memory limit in spec.pod.resources, or hold less data"
                      + " and fewer watches",
                  "kubectl get zk {cluster} -n {namespace} -o jsonpath='{.spec.jvm} {.spec.pod}'")
              .when(
                  Patience.minutes(5),
                  Measure.of(
                          "of the old generation used",
                          "%",
                          (_, m) -> share(m, Figure.OLD_HEAP_USED, Figure.OLD_HEAP_LARGEST))
                      .percent()
                      .above(75)
                      .criticalAbove(90),
                  "LongPauses",
                  "KilledForMemory",
                  "SlowReads",
                  "SlowWrites",
                  "ProbeSlow",
                  "RequestQueue"),
          rule("D17", "LongPauses", Area.PROCESS, Level.WARNING)
              .says(
                  "stands still again and again",
                  "While it stands still nobody is served; others take the leader for dead "
                      + "and elect another, and sessions expire",
                  "Look at the heap, at swapping and at the CPU limit: others take a member that"
                      + " stands still for dead",
                  "kubectl logs {pod} -n {namespace} --since=10m")
              .when(
                  Patience.AT_ONCE,
                  Measure.of(
                          "of pauses in 5 minutes",
                          "ms",
                          (rounds, m) -> rounds.growth(m, Figure.PAUSE_TIME, WINDOW))
                      .above(1000)
                      .criticalAbove(5000),
                  "LaggingMember",
                  "LeaderFlapping",
                  "MemberMissing",
                  "SessionsExpiring",
                  "RequestQueue",
                  "SlowWrites",
                  "ProbeSlow",
                  "SlowReads",
                  "SlowElection",
                  "PendingSyncs",
                  "EphemeralSurge"),
          rule("D33", "FileDescriptors", Area.PROCESS, Level.WARNING)
              .says(
                  "has used up most of the files that it may open",
                  "When none is left, no client can connect any more, and the log cannot be "
                      + "written",
                  "Find the clients that open many connections, or raise the limit of the node",
                  POD)
              .when(
                  Patience.minutes(1),
                  Measure.of(
                          "of the file descriptors open",
                          "%",
                          (_, m) -> share(m, Figure.OPEN_FILES, Figure.MOST_FILES))
                      .percent()
                      .above(70)
                      .criticalAbove(85),
                  "ConnectionLimit"));

  private ProcessRules() {}

  private static OptionalDouble share(MemberVitals member, Figure used, Figure all) {
    var part = member.figure(used);
    var whole = member.figure(all);
    return part.isPresent() && whole.isPresent() && whole.getAsDouble() > 0
        ? OptionalDouble.of(100 * part.getAsDouble() / whole.getAsDouble())
        : OptionalDouble.empty();
  }
}
