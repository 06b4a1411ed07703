package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.ConfReport;
import dev.quorate.zookeeper.MemberGlance;
import dev.quorate.zookeeper.MemberReports;
import dev.quorate.zookeeper.MntrReport;
import dev.quorate.zookeeper.SrvrReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerReaderTest {
  private static final Path RECORDED = Path.of("src/test/resources/zookeeper/words/3.9.5");
  private static final UnaryOperator<String> SAME = UnaryOperator.identity();

  @Test
  void aGlanceAtWhatIsAsItWasGivesTheSameFacts() {
    assertThat(steady(glance("follower", follower(), SAME))).isEqualTo(steady(follower()));
    assertThat(steady(glance("leader", leader(), SAME))).isEqualTo(steady(leader()));
  }

  @Test
  void aGlanceBringsTheLoadUpToDate() {
    var now =
        glance("follower", follower(), srvr -> srvr.replace("Connections: 2", "Connections: 9"));
    assertThat(serving(now).vitals().ifKnown().orElseThrow().connections()).isEqualTo(9);
    assertThat(steady(now)).isEqualTo(steady(follower()));
  }

  @Test
  void aGlanceSeesAnotherModeAndAnotherRelease() {
    assertThat(steady(glance("leader", follower(), SAME))).isNotEqualTo(steady(follower()));
    assertThat(steady(glance("follower", leader(), SAME))).isNotEqualTo(steady(leader()));
    assertThat(steady(glance("follower", follower(), srvr -> srvr.replace("3.9.5", "3.9.4"))))
        .isNotEqualTo(steady(follower()));
  }

  @Test
  void aGlanceSeesThatTheLeaderCountsOtherFollowers() {
    var mntr = text("leader", "mntr").replace("zk_synced_followers\t2", "zk_synced_followers\t1");
    assertThat(mntr).isNotEqualTo(text("leader", "mntr"));
    assertThat(steady(leaderSays(new Answer.Text(mntr)))).isNotEqualTo(steady(leader()));
  }

  @Test
  void aLeaderThatDoesNotSayWhoIsSyncedIsNotAsItWas() {
    var silence = new Answer.Failed(Answer.Cause.READ_TIMEOUT, "no answer");
    assertThat(steady(leaderSays(silence))).isNotEqualTo(steady(leader()));
  }

  @Test
  void aGlanceSeesThatTheLeaderHasCommittedAnotherMembership() {
    var conf = text("leader", "conf").replaceFirst("version=\\S+", "version=7");
    assertThat(conf).isNotEqualTo(text("leader", "conf"));
    var now = leaderSays(answer("leader", "mntr"), new Answer.Text(conf));
    assertThat(steady(now)).isNotEqualTo(steady(leader()));
    assertThat(steady(leaderSays(answer("leader", "mntr"), answer("leader", "conf"))))
        .isEqualTo(steady(leader()));
  }

  @Test
  void aServerThatDoesNotServeOrDoesNotAnswerIsNotAsItWas() {
    var electing = "This ZooKeeper instance is not currently serving requests\n";
    assertThat(steady(glance("follower", follower(), _ -> electing)))
        .isEqualTo(Probed.known(new ServerFacts.NotServing()));
    assertThat(steady(glance("follower", follower(), _ -> "garbage")))
        .isInstanceOf(Probed.Unknown.class);
  }

  /** What a canary is judged by is reported by both lines and by both metrics providers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../3.8.6/follower",
        "../3.8.6/leader-prometheus",
        "follower-prometheus",
        "leader"
      })
  void everyServerTellsHowItHasFared(String state) {
    var course = serving(whole(state)).course().ifKnown().orElseThrow();
    assertThat(course.elections()).hasValue(1);
    assertThat(course.fsync().orElseThrow()).isBetween(0.01, 1.0);
    assertThat(course.digestMismatches()).hasValue(0);
  }

  @Test
  void howAServerHasFaredIsUnknownWhenItDoesNotSay() {
    var silence = new Answer.Failed(Answer.Cause.READ_TIMEOUT, "no answer");
    var facts =
        ServerReader.read(
            new MemberReports(
                SrvrReport.read(answer("follower", "srvr")),
                MntrReport.read(silence),
                ConfReport.read(answer("follower", "conf"))));
    assertThat(serving(facts).course()).isInstanceOf(Probed.Unknown.class);
  }

  private static Probed<ServerFacts> leaderSays(Answer mntr) {
    return leaderSays(mntr, answer("leader", "conf"));
  }

  private static Probed<ServerFacts> leaderSays(Answer mntr, Answer conf) {
    return ServerReader.read(
        new MemberGlance(
            SrvrReport.read(answer("leader", "srvr")),
            Optional.of(MntrReport.read(mntr)),
            Optional.of(ConfReport.read(conf))),
        serving(leader()));
  }

  private static Probed<ServerFacts> glance(
      String state, Probed<ServerFacts> before, UnaryOperator<String> change) {
    var srvr = SrvrReport.read(new Answer.Text(change.apply(text(state, "srvr"))));
    var glance =
        serving(before).mode() == ServerFacts.Mode.LEADER
            ? new MemberGlance(
                srvr,
                Optional.of(MntrReport.read(answer(state, "mntr"))),
                Optional.of(ConfReport.read(answer(state, "conf"))))
            : new MemberGlance(srvr, Optional.empty(), Optional.empty());
    return ServerReader.read(glance, serving(before));
  }

  private static Probed<ServerFacts> follower() {
    return whole("follower");
  }

  private static Probed<ServerFacts> leader() {
    return whole("leader");
  }

  private static Probed<ServerFacts> whole(String state) {
    return ServerReader.read(
        new MemberReports(
            SrvrReport.read(answer(state, "srvr")),
            MntrReport.read(answer(state, "mntr")),
            ConfReport.read(answer(state, "conf"))));
  }

  private static Serving serving(Probed<ServerFacts> facts) {
    return (Serving) facts.ifKnown().orElseThrow();
  }

  private static Probed<ServerFacts> steady(Probed<ServerFacts> facts) {
    return facts.map(ServerFacts::steady);
  }

  private static Answer answer(String state, String word) {
    return new Answer.Text(text(state, word));
  }

  private static String text(String state, String word) {
    try {
      return Files.readString(RECORDED.resolve(state).resolve(word + ".txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
