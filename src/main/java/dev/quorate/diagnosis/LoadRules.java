package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.zookeeper.ConfReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How much is asked of the servers, and how long that takes them. */
final class LoadRules {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LOOK =
      "kubectl exec {pod} -n {namespace} --"
          + " bash -c 'exec 3<>/dev/tcp/$POD_IP/2181; printf mntr >&3; cat <&3'";
  private static final String BUFFER = "jute.maxbuffer";

  /** ZooKeeper's default: 0xfffff. */
  private static final double USUAL_BUFFER = 1_048_575;

  static final List<Rule> ALL =
      List.of(
          rule("D10", "RequestQueue", Area.CLIENTS, Level.WARNING)
              .says(
                  "does not keep up with what clients ask of it",
                  "Clients wait; beyond the limit the server stops reading from connections",
                  "Find out which client asks most; look at its disk and CPU; observers take reads"
                      + " off the voters",
                  LOOK)
              .when(
                  Patience.minutes(5),
                  Measure.of(
                          "requests waiting", "", (_, m) -> m.figure(Figure.OUTSTANDING_REQUESTS))
                      .above(10)
                      .criticalAbove(100),
                  "SlowReads",
                  "SlowWrites",
                  "ProbeSlow",
                  "SessionsExpiring",
                  "ThrottlingActive"),
          rule("D12", "SlowWrites", Area.CLIENTS, Level.WARNING)
              .says(
                  "answers writes slowly",
                  "Clients that write wait, and those with short timeouts lose their " + "sessions",
                  "Look at the network between members and at the CPU limit when the disks are fast",
                  LOOK)
              .when(
                  Patience.minutes(5),
                  Measure.of(
                          "for the slowest of a hundred writes",
                          "ms",
                          (rounds, m) -> p99(rounds, m, Figure.UPDATE_P99, Figure.UPDATE_COUNT))
                      .above(100)
                      .criticalAbove(1000),
                  "ProbeSlow"),
          rule("D13", "SlowReads", Area.CLIENTS, Level.WARNING)
              .says(
                  "answers reads slowly",
                  "Clients that read from this member wait; others do not",
                  "Look for large nodes, long lists of children and pauses of the JVM",
                  LOOK)
              .when(
                  Patience.minutes(5),
                  Measure.of(
                          "for the slowest of a hundred reads",
                          "ms",
                          (rounds, m) -> p99(rounds, m, Figure.READ_P99, Figure.READ_COUNT))
                      .above(50)),
          rule("D21", "TooManyNodes", Area.CLIENTS, Level.WARNING)
              .says(
                  "holds very many nodes",
                  "Memory, snapshots and restarts grow with each of them",
                  "Find the subtree that grows; container and TTL nodes are removed by themselves",
                  LOOK)
              .when(
                  Patience.minutes(1),
                  Measure.of("nodes", "", (_, m) -> m.figure(Figure.ZNODES))
                      .above(1_000_000)
                      .criticalAbove(5_000_000),
                  "HeapPressure",
                  "SlowSnapshots"),
          rule("D25", "TooManyWatches", Area.CLIENTS, Level.WARNING)
              .says(
                  "has very many watches set",
                  "Memory; and one change of a watched node sends a message to every "
                      + "watcher at once",
                  "Find the client that sets watches and never loses them",
                  LOOK)
              .when(
                  Patience.minutes(1),
                  Measure.of("watches", "", (_, m) -> m.figure(Figure.WATCHES))
                      .above(100_000)
                      .criticalAbove(1_000_000),
                  "HeapPressure"),
          rule("D32", "OversizeData", Area.CLIENTS, Level.WARNING)
              .says(
                  "handles packets near the largest that are allowed",
                  "What is larger than the limit ends the connection of the client that "
                      + "asks for it, again at each attempt; in a proposal it stops followers",
                  "Find the parent with too many children, or the node that is too large; raise"
                      + " jute.maxbuffer only together with the clients'",
                  LOOK)
              .when(
                  Patience.AT_ONCE,
                  Measure.of("of jute.maxbuffer", "%", LoadRules::shareOfBuffer)
                      .above(70)
                      .criticalAbove(100),
                  "SlowReads",
                  "SlowWrites"),
          rule("D39", "QuotaNearlyUsed", Area.CLIENTS, Level.WARNING)
              .says(
                  "has a quota that is nearly used up",
                  "Beyond it ZooKeeper writes warnings to its log; with enforceQuota it refuses"
                      + " what clients write there",
                  "Remove what nobody needs below that path, or raise its limit: setquota",
                  "kubectl zk tree {cluster} /zookeeper/quota -n {namespace} --depth 3")
              .when(
                  Patience.minutes(1),
                  Measure.ofLeader("of a quota used", "%", (_, m) -> m.figure(Figure.QUOTA_USED))
                      .above(80)
                      .criticalAbove(90)),
          rule("D49", "ThrottlingActive", Area.CLIENTS, Level.WARNING)
              .says(
                  "makes clients wait, or refuses requests that are too large",
                  "Some clients wait longer than they have to, or get an error",
                  "Find out who asks so much; observers take reads off the voters",
                  LOOK)
              .when(
                  Patience.AT_ONCE,
                  Measure.of("requests throttled or refused in a minute", "", LoadRules::throttled)
                      .above(0)),
          rule("D50", "PendingSyncs", Area.CLIENTS, Level.WARNING)
              .says(
                  "has followers that wait for it",
                  "Clients that call sync wait, and with them every reader that wants to "
                      + "see the latest write",
                  "Look at the leader's disk and CPU; clients call sync more than it bears",
                  LOOK)
              .when(
                  Patience.minutes(5),
                  Measure.of("syncs waiting", "", LoadRules::pendingSyncs).above(10)));

  private LoadRules() {}

  /** Nothing asked is nothing slow. */
  private static OptionalDouble p99(
      Rounds rounds, MemberVitals member, Figure slowest, Figure count) {
    var many = rounds.growth(member, count, MINUTE);
    return many.isPresent() && many.getAsDouble() == 0 ? many : member.figure(slowest);
  }

  private static OptionalDouble shareOfBuffer(Rounds rounds, MemberVitals member) {
    var buffer = ConfReport.number(rounds.now().setup().config(), BUFFER).orElse(USUAL_BUFFER);
    // -1 as long as there was none.
    return Stream.of(Figure.LARGEST_RESPONSE, Figure.LARGEST_PROPOSAL)
        .map(member::figure)
        .flatMapToDouble(OptionalDouble::stream)
        .map(bytes -> 100 * Math.max(0, bytes) / Math.max(1, buffer))
        .max();
  }

  private static OptionalDouble throttled(Rounds rounds, MemberVitals member) {
    return rounds.growthOfAll(
        member,
        MINUTE,
        Figure.THROTTLED_OPERATIONS,
        Figure.THROTTLE_WAITS,
        Figure.LARGE_REQUESTS_REJECTED);
  }

  /** Only the leader counts them. */
  private static OptionalDouble pendingSyncs(Rounds rounds, MemberVitals member) {
    boolean follows =
        rounds.now().quorum().leading().filter(id -> !id.equals(member.id())).isPresent();
    return follows ? OptionalDouble.of(0) : member.figure(Figure.PENDING_SYNCS);
  }
}
