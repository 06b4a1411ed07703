package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.Answer.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MemberProbeTest {
  private final MemberProbe probe = new MemberProbe(new FourLetterWords(Duration.ofSeconds(5)));

  @Test
  void readsAllThreeReports() throws Exception {
    try (var server = recorded("leader")) {
      var reports = probe.ask(ScriptedServer.HOST, server.port(), Duration.ofSeconds(10));

      assertThat(reports.srvr()).isEqualTo(SrvrReport.read(leader(Word.SRVR)));
      assertThat(reports.mntr()).isInstanceOf(Reading.Report.class);
      assertThat(reports.conf()).isEqualTo(ConfReport.read(leader(Word.CONF)));
    }
  }

  @Test
  void aGlanceAsksTheLeaderWhoIsSyncedAndWhatIsCommitted() throws Exception {
    try (var server = recorded("leader")) {
      var leader = probe.glance(ScriptedServer.HOST, server.port(), Duration.ofSeconds(10), true);
      var other = probe.glance(ScriptedServer.HOST, server.port(), Duration.ofSeconds(10), false);

      assertThat(leader.srvr()).isEqualTo(SrvrReport.read(leader(Word.SRVR)));
      assertThat(leader.mntr().orElseThrow()).isInstanceOf(Reading.Report.class);
      assertThat(leader.conf()).contains(ConfReport.read(leader(Word.CONF)));
      assertThat(other.srvr()).isEqualTo(leader.srvr());
      assertThat(other.mntr()).isEmpty();
      assertThat(other.conf()).isEmpty();
    }
  }

  @Test
  void readsOneReportWhenTheOthersHang() throws Exception {
    try (var server =
        ScriptedServer.that(connection -> {
          if (word(connection.getInputStream().readNBytes(4)) == Word.SRVR) {
            var answer = RecordedAnswers.text("3.9.5", "leader", Word.SRVR);
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            connection.close();
          }
        })) {
      var reports = probe.ask(ScriptedServer.HOST, server.port(), Duration.ofMillis(500));

      assertThat(reports.srvr()).isInstanceOf(Reading.Report.class);
      assertThat(causes(reports.mntr(), reports.conf()))
          .containsExactly(Cause.READ_TIMEOUT, Cause.READ_TIMEOUT);
    }
  }

  @Test
  void endsWhenItIsInterrupted() throws Exception {
    var accepted = new CountDownLatch(3);
    try (var server = ScriptedServer.that(_ -> accepted.countDown())) {
      var reports = new AtomicReference<MemberReports>();
      var asking =
          Thread.ofVirtual()
              .start(() ->
                  reports.set(
                      probe.ask(ScriptedServer.HOST, server.port(), Duration.ofMinutes(5))));
      accepted.await();
      asking.interrupt();
      asking.join();

      assertThat(causes(reports.get().srvr(), reports.get().mntr(), reports.get().conf()))
          .containsOnly(Cause.INTERRUPTED);
    }
  }

  private static ScriptedServer recorded(String state) {
    return ScriptedServer.that(connection -> {
      var word = word(connection.getInputStream().readNBytes(4));
      var answer = RecordedAnswers.text("3.9.5", state, word);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      connection.close();
    });
  }

  private static Word word(byte[] bytes) {
    return Word.valueOf(new String(bytes, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
  }

  private static Answer leader(Word word) {
    return RecordedAnswers.read("3.9.5", "leader", word);
  }

  private static List<Cause> causes(Reading<?>... readings) {
    return List.of(readings).stream()
        .map(reading -> ((Reading.Unanswered<?>) reading).failure().cause())
        .toList();
  }
}
