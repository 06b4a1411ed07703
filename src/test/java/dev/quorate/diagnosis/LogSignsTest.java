package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is found in logs; the lines are recorded from members of 3.9.5 unless they say otherwise.
 */
class LogSignsTest {
  private static final String PAUSE =
      "2026-11-22T15:56:08.850Z WARN  [Thread-17] JvmPauseMonitor - Detected pause in JVM or host"
          + " machine (eg GC): pause of approximately 17675 ms, total pause: info level: 0, warn"
          + " level: 1";

  private static final String NO_CHANNEL =
      "2026-11-22T15:56:08.886Z WARN  [QuorumConnectionThread-[myid=1]-3] QuorumCnxManager - Cannot"
          + " open channel to %d at election address zk-1.zk-members.default.svc/127.163.67.7:3888";

  private static Rule rule(String name) {
    return Rules.named(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SLOW_FSYNC | WARN  [SyncThread:1] FileTxnLog - fsync-ing the write ahead log in SyncThread:1 took 10381ms",
        "PAUSED | INFO  [Thread-17] JvmPauseMonitor - Detected pause in JVM or host machine (eg GC): pause of approximately 9925 ms",
        "DIVERGED | WARN  [QuorumPeer[myid=2](plain=127.130.213.8:2181)] DataTree - Message:Digests are not matching. Value is Zxid.",
        "SESSION_EXPIRED | INFO  [SessionTracker] ZooKeeperServer - Expiring session 0x10001c0d7910003, timeout of 10000ms exceeded",
        "CORRUPT | ERROR [main] QuorumPeer - Unable to load database on disk",
        "CORRUPT | java.io.IOException: No snapshot found, but there are log entries. Something is broken!",
        "CORRUPT | java.io.IOException: The accepted epoch, 2 is less than the current epoch, 3",
        "LOST_THREAD | ERROR [FollowerRequestProcessor:1] ZooKeeperCriticalThread - Severe unrecoverable error, from thread : F",
        "NAME_UNKNOWN | java.net.UnknownHostException: zk-2.zk-members.default.svc.cluster.local",
        "NOT_LISTED | java.lang.RuntimeException: My id 7 not in the peer list",
      })
  void knowsTheWordsOfZooKeeper(LogSignature signature, String line) {
    assertThat(LogSigns.of("INFO [main] Something - else\n" + line).signs())
        .containsOnlyKeys(signature);
  }

  @ParameterizedTest
  @EnumSource(LogSignature.class)
  void eachIsEvidenceForARuleAboutMembers(LogSignature signature) {
    assertThat(Rules.named(signature.rule()))
        .hasValueSatisfying(rule -> rule.question().isOfMembers());
  }

  @Test
  void anOrdinaryLogTellsNothing() {
    var log =
        """
        2026-11-22T15:56:08.850Z INFO  [main] QuorumPeer - Peer state changed: following - broadcast
        2026-11-22T15:56:09.000Z INFO  [main] Learner - Learner received UPTODATE message
        """;
    assertThat(LogSigns.of(log)).isEqualTo(LogSigns.NONE);
    assertThat(LogSigns.of("")).isEqualTo(LogSigns.NONE);
  }

  @Test
  void whoCannotBeReachedIsKnownByNumber() {
    var signs = LogSigns.of(NO_CHANNEL.formatted(2) + "\n" + NO_CHANNEL.formatted(3));
    var sign = signs.of(LogSignature.PEER_UNREACHABLE).orElseThrow();
    assertThat(sign.lines()).isEqualTo(2);
    assertThat(sign.about()).containsExactly(2, 3);
  }

  @Test
  void whatALaterLineMayEndIsLookedAtAgain() {
    assertThat(LogSigns.of(NO_CHANNEL.formatted(2)).mayPass()).isTrue();
    assertThat(LogSigns.of(PAUSE).mayPass()).isFalse();
    var elected = "QuorumPeer[myid=1] Learner - FOLLOWING - LEADER ELECTION TOOK - 270 MS";
    assertThat(LogSigns.of(NO_CHANNEL.formatted(2) + "\n" + elected)).isEqualTo(LogSigns.NONE);
  }

  @Test
  void aNumberThatIsNoServerIsNobody() {
    var sign = LogSigns.of("Cannot open channel to 99999999999999 at election address x");
    assertThat(sign.of(LogSignature.PEER_UNREACHABLE).orElseThrow().about()).isEmpty();
  }

  @Test
  void howOftenIsToldInWordsThatChangeSeldom() {
    Set<String> told =
        IntStream.rangeClosed(1, 40)
            .mapToObj(n -> LogSigns.of((PAUSE + "\n").repeat(n)).about(rule("LongPauses")))
            .map(sign -> sign.orElseThrow().told().replaceAll(":.*", ""))
            .collect(Collectors.toSet());
    assertThat(told)
        .containsExactlyInAnyOrder(
            "its log says once", "its log says several times", "its log says many times");
  }

  @Test
  void theLineThatWasToldFirstIsToldAgain() {
    var first = LogSigns.of(PAUSE);
    var later = LogSigns.of(PAUSE.replace("17675", "9"));
    assertThat(later.after(first)).isEqualTo(first);
    assertThat(LogSigns.NONE.after(first)).isEqualTo(LogSigns.NONE);
  }

  @Test
  void secretsAreLeftOut() {
    var sign = LogSigns.of(PAUSE + " password=hunter2").about(rule("LongPauses")).orElseThrow();
    assertThat(sign.told()).contains("password=***").doesNotContain("hunter2");
  }

  @Test
  void aLongLineIsCut() {
    var sign = LogSigns.of(PAUSE + "x".repeat(1000)).about(rule("LongPauses")).orElseThrow();
    assertThat(sign.sample()).hasSize(240).endsWith("…");
  }

  @Test
  void aProblemTellsWhatTheLogSays() {
    var watch =
        new Watch().seesForMinutes(3, () -> Scene.healthy().but(s -> s.electing(3)).log(3, PAUSE));
    assertThat(watch.problems()).contains("MemberMissing of zk-2");
    assertThat(watch.problem("MemberMissing").message()).doesNotContain("its log");
    assertThat(watch.diagnosis().suspects().keySet())
        .extracting(id -> id.value())
        .containsExactly(3);
  }

  @Test
  void aMemberThatIsCutOffExplainsThatItIsMissing() {
    var watch =
        new Watch()
            .seesForMinutes(
                3, () -> Scene.healthy().but(s -> s.electing(3)).log(3, NO_CHANNEL.formatted(2)));
    assertThat(watch.rootCause().orElseThrow().reason()).isEqualTo("PeerUnreachable");
    assertThat(watch.problem("PeerUnreachable").message())
        .startsWith("zk-2 does not reach another member that runs (zk-1; its log says once: ")
        .contains("Cannot open channel to 2");
    assertThat(watch.problem("MemberMissing").consequenceOf()).contains("PeerUnreachable");
  }

  @Test
  void nobodyIsSuspectedWhileAllIsWell() {
    assertThat(new Watch().seesForMinutes(20, () -> Scene.healthy(1)).diagnosis().suspects())
        .isEmpty();
  }
}
