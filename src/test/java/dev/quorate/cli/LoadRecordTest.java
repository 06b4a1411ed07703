package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.cli.BenchReport.Share;
import dev.quorate.cli.BenchReport.Span;
import dev.quorate.cli.LoadRecord.Request;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Figures of what was measured. */
class LoadRecordTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long BEGIN = 5_000 * MILLI;

  private final LoadRecord record = new LoadRecord(BEGIN, 40);

  /** A request that was sent when it was due. */
  private void answered(boolean write, long atMillis, long micros) {
    long due = BEGIN + atMillis * MILLI;
    record.add(new Request(write, due, due, due + TimeUnit.MICROSECONDS.toNanos(micros), true));
  }

  @Test
  void timesAreThoseOfTheKind() {
    for (int i = 1; i <= 100; i++) {
      answered(false, i, i * 1000L);
    }
    answered(true, 1, 7_000);
    var reads = record.reads(10);
    assertThat(reads.done()).isEqualTo(100);
    assertThat(reads.perSecond()).isEqualTo(10);
    var times = reads.fromDue();
    assertThat(times.min()).isEqualTo(1);
    assertThat(times.median()).isBetween(49.9, 50.1);
    assertThat(times.p95()).isBetween(94.9, 95.1);
    assertThat(times.p99()).isBetween(98.9, 99.1);
    assertThat(times.max()).isBetween(99.9, 100.1);
    assertThat(record.writes(10).fromDue().median()).isBetween(6.99, 7.01);
  }

  @Test
  void ofNothingThereAreNoTimes() {
    assertThat(record.reads(10).fromDue()).isNull();
    assertThat(record.shares()).isEmpty();
    assertThat(record.course(0)).isEmpty();
  }

  @Test
  void sharesAreInStepsAndNoneIsLost() {
    answered(false, 1, 700);
    answered(false, 2, 1_000);
    answered(false, 3, 1_001);
    answered(true, 4, 19_000);
    assertThat(record.shares())
        .containsExactly(
            new Share(1, 2, 0),
            new Share(2, 1, 0),
            new Share(5, 0, 0),
            new Share(10, 0, 0),
            new Share(20, 0, 1));
  }

  @Test
  void whatTakesNoTimeIsInTheFirstStep() {
    answered(false, 1, 0);
    assertThat(record.shares()).containsExactly(new Share(0.001, 1, 0));
  }

  @Test
  void theCourseIsThatOfTheAnswers() {
    answered(false, 100, 1_000);
    answered(true, 200, 5_000);
    answered(false, 2_999, 2_000);
    assertThat(record.course(3))
        .containsExactly(new Span(0, 1, 2, 5), new Span(1, 2, 0, 0), new Span(2, 3, 0, 0));
    assertThat(record.course(4).getLast()).isEqualTo(new Span(3, 4, 1, 2));
  }

  @Test
  void aSecondThatWasCutOffCountsAsFarAsItWent() {
    answered(false, 1_100, 1_000);
    assertThat(record.course(1.5).getLast()).isEqualTo(new Span(1, 2, 2, 1));
  }

  @Test
  void aLongCourseIsDrawnInFewRows() {
    answered(false, 39_500, 1_000);
    var course = record.course(40);
    assertThat(course).hasSize(14);
    assertThat(course.getLast()).isEqualTo(new Span(39, 40, 1, 1));
    assertThat(course.getFirst()).isEqualTo(new Span(0, 3, 0, 0));
  }

  @Test
  void whatIsAnsweredAfterTheEndBelongsToTheLastSecond() {
    answered(false, 39_999, 3_000_000);
    assertThat(record.course(40).getLast().perSecond()).isEqualTo(1);
  }
}
