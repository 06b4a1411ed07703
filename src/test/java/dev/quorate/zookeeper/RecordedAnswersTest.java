package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.ZooKeeperDistribution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parsers make of everything that real servers answered, one line a state. */
class RecordedAnswersTest {

  static List<String> versions() {
    return RecordedAnswers.versions();
  }

  @Test
  void everyReleaseThatTestsRunIsRecorded() {
    assertThat(versions()).containsAll(ZooKeeperDistribution.versions());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void readsEveryStateOfAMember(String version) {
    assertThat(RecordedAnswers.states(version).stream().map(s -> describe(version, s)))
        .containsExactly(
            "first-start-alone: srvr -, mntr -, conf -, ruok IM_OK, isro -, hash -",
            serving("follower", "FOLLOWER", "follower/following - broadcast"),
            serving("follower-prometheus", "FOLLOWER", "follower/following - broadcast"),
            "lagging-voter-waiting: srvr -, mntr -, conf -, ruok IM_OK, isro -, hash -",
            serving("leader", "LEADER", "leader/leading - broadcast"),
            serving("leader-prometheus", "LEADER", "leader/leading - broadcast"),
            "loading: srvr READ_TIMEOUT, mntr READ_TIMEOUT, conf READ_TIMEOUT, ruok READ_TIMEOUT,"
                + " isro READ_TIMEOUT, hash READ_TIMEOUT",
            serving("observer", "OBSERVER", "observer/observing - broadcast"),
            "observer-out-of-quorum: srvr -, mntr -, conf -, ruok IM_OK, isro -, hash -",
            serving("observer-prometheus", "OBSERVER", "observer/observing - broadcast"),
            "out-of-quorum: srvr -, mntr -, conf -, ruok IM_OK, isro -, hash -",
            "read-only: srvr READ_ONLY, mntr read-only/-, conf no membership, ruok IM_OK,"
                + " isro READ_ONLY, hash NO_ANSWER",
            "short-allow-list: srvr LEADER, mntr NOT_ALLOWED, conf NOT_ALLOWED, ruok NOT_ALLOWED,"
                + " isro NOT_ALLOWED, hash NOT_ALLOWED",
            "standalone: srvr STANDALONE, mntr standalone/-, conf no membership, ruok IM_OK,"
                + " isro READ_WRITE, hash NO_ANSWER",
            "wiped-voter-waiting: srvr -, mntr -, conf -, ruok IM_OK, isro -, hash -");
  }

  private static String serving(String state, String mode, String mntr) {
    return "%s: srvr %s, mntr %s, conf voters [1, 2, 3] observers [101] version 100000000,"
            .formatted(state, mode, mntr)
        + " ruok IM_OK, isro READ_WRITE, hash [100000080, 100000100]";
  }

  private static String describe(String version, String state) {
    List<String> words = new ArrayList<>();
    for (var word : List.of(Word.SRVR, Word.MNTR, Word.CONF, Word.RUOK, Word.ISRO, Word.HASH)) {
      var answer = RecordedAnswers.read(version, state, word);
      words.add(word.text() + " " + describe(Parsers.read(word, answer), version));
    }
    return state + ": " + String.join(", ", words);
  }

  private static String describe(Reading<?> reading, String version) {
    return switch (reading) {
      case Reading.NotServing<?> _ -> "-";
      case Reading.Unanswered<?>(var failure) -> failure.cause().toString();
      case Reading.Unreadable<?>(var why) -> "unreadable: " + why;
      case Reading.Report<?>(var report) -> describe(report, version);
    };
  }

  private static String describe(Object report, String version) {
    return switch (report) {
      case SrvrReport srvr -> srvr.mode() + otherVersion(srvr.version(), version);
      case MntrReport mntr ->
          mntr.serverState()
              + "/"
              + mntr.peerState().orElse("-")
              + otherVersion(mntr.version(), version);
      case ConfReport conf ->
          conf.membership()
              .map(m ->
                  "voters %s observers %s version %s"
                      .formatted(m.voters(), m.observers(), m.versionHex()))
              .orElse("no membership");
      case HashReport hash -> hash.digests().keySet().stream().map(Long::toHexString).toList() + "";
      default -> report.toString();
    };
  }

  private static String otherVersion(String reported, String recorded) {
    return reported.equals(recorded) ? "" : " of version " + reported;
  }
}
