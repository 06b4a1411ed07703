package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No parser throws, and none reports what the text does not say. */
class GarbageTest {

  static List<String> serving() {
    return List.of("leader", "follower", "observer", "leader-prometheus", "read-only");
  }

  @ParameterizedTest
  @MethodSource("serving")
  void srvrIsCompleteOrUnreadableAtEveryLength(String state) {
    var text = RecordedAnswers.text("3.9.5", state, Word.SRVR);
    for (int length = 0; length < text.length(); length++) {
      var prefix = text.substring(0, length);
      switch (SrvrReport.read(new Answer.Text(prefix))) {
        case Reading.Report<SrvrReport> report ->
            // Only the line about proposals, which nobody needs, may be missing.
            assertThat(report).isEqualTo(SrvrReport.read(new Answer.Text(text)));
        case Reading.Unreadable<SrvrReport>(var why) -> assertThat(why).isNotBlank();
        default -> assertThat(prefix).as("a report or nothing").isNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("serving")
  void mntrNeverChangesAFigureAtAnyLength(String state) {
    var text = RecordedAnswers.text("3.9.5", state, Word.MNTR);
    var whole = report(MntrReport.read(new Answer.Text(text)));
    for (int length = 0; length < text.length(); length++) {
      var reading = MntrReport.read(new Answer.Text(text.substring(0, length)));
      if (reading instanceof Reading.Report<MntrReport>(var mntr)) {
        assertThat(mntr.version()).isEqualTo(whole.version());
        assertThat(mntr.serverState()).isEqualTo(whole.serverState());
        assertThat(Arrays.stream(Gauge.values()))
            .allMatch(g -> mntr.value(g).isEmpty() || mntr.value(g).equals(whole.value(g)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("serving")
  void confNeverReportsAnotherMembershipAtAnyLength(String state) {
    var text = RecordedAnswers.text("3.9.5", state, Word.CONF);
    var whole = report(ConfReport.read(new Answer.Text(text)));
    for (int length = 0; length < text.length(); length++) {
      var reading = ConfReport.read(new Answer.Text(text.substring(0, length)));
      if (reading instanceof Reading.Report<ConfReport>(var conf)) {
        assertThat(conf.serverId()).isEqualTo(whole.serverId());
        assertThat(conf.membership()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsReadFromNoise(Word word) {
    var random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      var bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
        var reading = Parsers.read(word, new Answer.Text(new String(bytes, charset)));
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsReadFromAnotherEncoding(Word word) {
    var bytes = RecordedAnswers.text("3.9.5", "leader", word).getBytes(StandardCharsets.UTF_16);
    var text = new String(bytes, StandardCharsets.UTF_8);

    assertThat(Parsers.read(word, new Answer.Text(text))).isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsReadFromTwoAnswersInOne(Word word) {
    var text = RecordedAnswers.text("3.9.5", "leader", word);

    assertThat(Parsers.read(word, new Answer.Text(text + text)))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void onlyWhatTheTextSaysIsReportedOfADamagedAnswer() {
    var random = new Random(9);
    var original = RecordedAnswers.text("3.9.5", "leader", Word.SRVR);
    for (int i = 0; i < 20_000; i++) {
      var text = damage(original, random);
      if (SrvrReport.read(new Answer.Text(text)) instanceof Reading.Report<SrvrReport>(var srvr)) {
        var mode = srvr.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(text).contains("Mode: " + mode + "\n", "Zookeeper version: " + srvr.version());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void damageIsNeverAnException(Word word) {
    var random = new Random(16);
    var original = RecordedAnswers.text("3.9.5", "leader", word);
    for (int i = 0; i < 1000; i++) {
      var text = damage(original, random);
      assertThatCode(() -> Parsers.read(word, new Answer.Text(text))).doesNotThrowAnyException();
    }
  }

  /** Overwrites, removes or doubles a few characters. */
  private static String damage(String text, Random random) {
    var damaged = new StringBuilder(text);
    for (int i = random.nextInt(1, 4); i > 0 && !damaged.isEmpty(); i--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.setCharAt(at, (char) random.nextInt(256));
        case 1 -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(1, 40)));
        default -> damaged.insert(at, damaged.charAt(at));
      }
    }
    return damaged.toString();
  }

  private static <T> T report(Reading<T> reading) {
    assertThat(reading).isInstanceOf(Reading.Report.class);
    return ((Reading.Report<T>) reading).value();
  }
}
