package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.SrvrReport.Latency;
import dev.quorate.zookeeper.SrvrReport.Mode;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people read them, and what they mean. */
class FiguresTest {
  private static final double GIB = 1 << 30;

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KiB", "1073741824,1 GiB", "5e15,4547 TiB"})
  void sizes(double bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-5,0s", "119,119s", "120,2m", "7199,119m", "7200,2h", "172799,47h", "172800,2d"})
  void times(long seconds, String text) {
    assertThat(Amounts.length(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void aTimeThatCannotBeReadIsToldAsItIs() {
    assertThat(Amounts.since("yesterday", Sketch.NOW)).isEqualTo("yesterday");
    assertThat(Amounts.since(null, Sketch.NOW)).isEqualTo("?");
    assertThat(Amounts.since("2026-07-01T12:07:00Z", Sketch.NOW)).isEqualTo("30s");
  }

  private static LiveMember member(double data, double log) {
    return new LiveMember(
        Mode.FOLLOWER,
        1,
        new Latency(0, 0, 0),
        0,
        0,
        OptionalDouble.of(data),
        OptionalDouble.of(log));
  }

  private static VolumeSizes sizes(double data) {
    return new VolumeSizes(OptionalDouble.of(data), OptionalDouble.empty());
  }

  @Test
  void oneVolumeHoldsBoth() {
    var use = DiskUse.of(member(3 * GIB, 4 * GIB), sizes(10 * GIB)).orElseThrow();
    assertThat(use.text()).isEqualTo("7 GiB of 10 GiB");
    assertThat(use.tone()).isEqualTo(Tone.PLAIN);
  }

  @Test
  void ofTwoVolumesTheFullerOneIsTold() {
    var both = new VolumeSizes(OptionalDouble.of(10 * GIB), OptionalDouble.of(5 * GIB));
    var use = DiskUse.of(member(3 * GIB, 4 * GIB), both).orElseThrow();
    assertThat(use.text()).isEqualTo("4 GiB of 5 GiB");
    assertThat(use.tone()).isEqualTo(Tone.WARNING);
  }

  @Test
  void aFullVolumeIsBad() {
    assertThat(DiskUse.of(member(5 * GIB, 4.5 * GIB), sizes(10 * GIB)).orElseThrow().tone())
        .isEqualTo(Tone.BAD);
  }

  @Test
  void withoutASizeOnlyTheUseIsTold() {
    assertThat(DiskUse.of(member(GIB, GIB), VolumeSizes.UNKNOWN).orElseThrow().text())
        .isEqualTo("2 GiB");
  }
}
