package dev.quorate.diagnosis;

import dev.quorate.model.ProbeRound;
import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/** For every rule with a number, how an ensemble looks in which it has that number. */
final class MeasureCases {
  /** The member that each case is about: the leader. */
  static final int WHO = 2;

  private static final long MANY = 1_000_000;
  private static final double COUNTER_SIZE = 4294967296.0;
  private static final double MEBIBYTE = 1 << 20;

  /**
   * One ensemble a minute ago, and now.
   *
   * @param who the member that has the number
   */
  record Case(Scene then, Scene now, int who) {}

  private MeasureCases() {}

  /** By the name of the rule. */
  static Map<String, DoubleFunction<Case>> all() {
    Map<String, DoubleFunction<Case>> cases = new LinkedHashMap<>();
    cases.putAll(gauges());
    cases.putAll(growing());
    cases.putAll(averages());
    cases.putAll(states());
    return cases;
  }

  private static Map<String, DoubleFunction<Case>> gauges() {
    Map<String, DoubleFunction<Case>> cases = new LinkedHashMap<>();
    cases.put("RequestQueue", x -> now(s -> s.tells(Figure.OUTSTANDING_REQUESTS, x)));
    cases.put("PendingSyncs", x -> now(s -> s.tells(WHO, Figure.PENDING_SYNCS, x)));
    cases.put("QuotaNearlyUsed", x -> now(s -> s.tells(Figure.QUOTA_USED, x)));
    cases.put("TooManyNodes", x -> now(s -> s.tells(Figure.ZNODES, x)));
    cases.put("TooManyWatches", x -> now(s -> s.tells(Figure.WATCHES, x)));
    cases.put("DataTooLarge", x -> now(s -> s.tells(Figure.DATA_BYTES, x * MEBIBYTE)));
    cases.put("DataDivergence", x -> now(s -> s.tells(Figure.DIGEST_MISMATCHES, x)));
    cases.put("UnrecoverableError", x -> now(s -> s.tells(Figure.UNRECOVERABLE_ERRORS, x)));
    cases.put(
        "HeapPressure",
        x -> now(s -> s.tells(Figure.OLD_HEAP_USED, x).tells(Figure.OLD_HEAP_LARGEST, 100)));
    cases.put(
        "FileDescriptors",
        x -> now(s -> s.tells(Figure.OPEN_FILES, x).tells(Figure.MOST_FILES, 100)));
    cases.put(
        "OversizeData",
        x -> now(s -> s.tells(Figure.LARGEST_RESPONSE, 10 * x).asks("jute.maxbuffer", "1000")));
    cases.put("DiskFilling", x -> now(s -> s.volumeUse(WHO, x)));
    cases.put(
        "SlowSnapshots",
        x -> now(s -> s.tells(Figure.SNAPSHOT_TIME, 2 * x).tells(Figure.SNAPSHOT_COUNT, 2)));
    cases.put(
        "SlowSync",
        x ->
            now(s ->
                s.tells(Figure.SYNC_TIME, 200 * x)
                    .tells(Figure.SYNC_COUNT, 1)
                    .runsWith("tickTime", "2000")
                    .runsWith("initLimit", "10")));
    cases.put(
        "ConnectionImbalance",
        x ->
            now(s ->
                s.tells(Figure.CONNECTIONS, 300 * (3 - x) / 2)
                    .tells(WHO, Figure.CONNECTIONS, 300 * x)));
    return cases;
  }

  /** What has grown within the minute. */
  private static Map<String, DoubleFunction<Case>> growing() {
    Map<String, DoubleFunction<Case>> cases = new LinkedHashMap<>();
    cases.put("SyncLoops", x -> grows(Figure.SNAP_SYNCS, x));
    cases.put("LongPauses", x -> grows(Figure.PAUSE_TIME, x));
    cases.put("ThrottlingActive", x -> grows(Figure.THROTTLED_OPERATIONS, x));
    cases.put("ConnectionLimit", x -> grows(Figure.CONNECTIONS_REJECTED, x));
    cases.put("AuthFailures", x -> grows(Figure.AUTH_FAILED, x));
    cases.put("SessionsExpiring", x -> grows(Figure.SESSIONS_EXPIRED, 60 * x));
    cases.put(
        "EphemeralSurge",
        x ->
            new Case(
                Scene.healthy().tells(Figure.EPHEMERALS, 1000),
                Scene.healthy().tells(Figure.EPHEMERALS, 1000 - 10 * x),
                WHO));
    return cases;
  }

  private static Map<String, DoubleFunction<Case>> averages() {
    Map<String, DoubleFunction<Case>> cases = new LinkedHashMap<>();
    cases.put("SlowLogDisk", x -> takes(Figure.FSYNC_TIME, Figure.FSYNC_COUNT, x));
    cases.put("SlowElection", x -> takes(Figure.ELECTION_TIME, Figure.ELECTION_COUNT, x));
    cases.put("SlowReads", x -> slowest(Figure.READ_P99, Figure.READ_COUNT, x));
    cases.put("SlowWrites", x -> slowest(Figure.UPDATE_P99, Figure.UPDATE_COUNT, x));
    return cases;
  }

  /** What the members say without figures. */
  private static Map<String, DoubleFunction<Case>> states() {
    Map<String, DoubleFunction<Case>> cases = new LinkedHashMap<>();
    cases.put(
        "LaggingMember",
        x -> new Case(Scene.healthy(), Scene.healthy().but(s -> behind(s, (long) x)), 3));
    cases.put("LeaderFlapping", x -> now(s -> s.but(states -> ahead(states, (long) x << 32))));
    cases.put(
        "ZxidRollOver",
        x -> now(s -> s.but(states -> ahead(states, (long) (x * COUNTER_SIZE / 100) - 1007))));
    cases.put("ProbeSlow", x -> now(s -> s.probed(WHO, rounds(x))));
    cases.put("ContainerRestarted", x -> now(s -> s.member(WHO, m -> m.restarts = (int) x)));
    return cases;
  }

  /** Five rounds whose slowest request takes that many milliseconds, and one outlier. */
  private static ProbeRound[] rounds(double millis) {
    var quick = Duration.ofMillis(1);
    var slow = Duration.ofNanos(Math.round(millis * 1_000_000));
    var rounds = new ProbeRound[6];
    Arrays.fill(rounds, new ProbeRound.Passed(quick, quick, quick, slow));
    rounds[2] = new ProbeRound.Passed(Duration.ofSeconds(3), quick, quick, quick);
    return rounds;
  }

  /** The leader has that many transactions more than usual. */
  private static void ahead(ObservedStates states, long transactions) {
    states.behind(WHO, -transactions).leader(WHO);
  }

  /** A follower, in an epoch in which there was much to miss. */
  private static void behind(ObservedStates states, long transactions) {
    ahead(states, MANY);
    states.behind(1, -MANY).behind(3, transactions - MANY);
  }

  private static Case now(UnaryOperator<Scene> change) {
    return new Case(Scene.healthy(), change.apply(Scene.healthy()), WHO);
  }

  private static Case grows(Figure figure, double by) {
    return new Case(Scene.healthy().tells(figure, 7), Scene.healthy().tells(figure, 7 + by), WHO);
  }

  private static Case takes(Figure sum, Figure count, double each) {
    return new Case(
        Scene.healthy().tells(sum, 5).tells(count, 5),
        Scene.healthy().tells(sum, 5 + 4 * each).tells(count, 9),
        WHO);
  }

  private static Case slowest(Figure p99, Figure count, double value) {
    return new Case(
        Scene.healthy().tells(count, 5), Scene.healthy().tells(count, 9).tells(p99, value), WHO);
  }
}
