package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.ObservedStates;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a problem begins, when it is over, and what is told of it meanwhile. */
class CourseTest {
  private static final Patience THREE_TO_FIRE_TWO_TO_CLEAR = new Patience(3, 2, 0);
  private static final Verdict BAD = Verdict.found(Level.WARNING, "slow", "slow: 7 ms");

  private Course course = Course.QUIET;
  private Patience patience = THREE_TO_FIRE_TWO_TO_CLEAR;
  private int moments;

  private CourseTest sees(Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      course = course.next(verdict, ObservedStates.NOW.plusSeconds(moments++), patience);
    }
    return this;
  }

  private Optional<String> told() {
    return course.told().map(Verdict.Found::evidence);
  }

  @Test
  void beginsWhenItWasFoundOftenEnoughInARow() {
    assertThat(sees(BAD, BAD).told()).isEmpty();
    assertThat(sees(BAD).told()).contains("slow: 7 ms");
    assertThat(course.first()).contains(ObservedStates.NOW);
  }

  @Test
  void oneGoodMomentBeginsTheCountAnew() {
    assertThat(sees(BAD, BAD, Verdict.fine(), BAD, BAD).told()).isEmpty();
    assertThat(sees(BAD).told()).isPresent();
    assertThat(course.first()).contains(ObservedStates.NOW.plusSeconds(3));
  }

  @Test
  void whatIsUnknownNeitherBeginsNorEndsIt() {
    assertThat(sees(BAD, BAD, Verdict.unknown(), Verdict.unknown()).told()).isEmpty();
    assertThat(sees(BAD).told()).isPresent();
    assertThat(sees(Verdict.fine(), Verdict.unknown(), Verdict.unknown()).told()).isPresent();
    assertThat(sees(Verdict.fine()).told()).isEmpty();
  }

  @Test
  void endsWhenItWasGoodOftenEnoughInARow() {
    sees(BAD, BAD, BAD);
    assertThat(sees(Verdict.fine(), BAD, Verdict.fine()).told()).isPresent();
    assertThat(sees(Verdict.fine()).course).isEqualTo(Course.QUIET);
  }

  @Test
  void anotherNumberIsNoNews() {
    sees(BAD, BAD, BAD, Verdict.found(Level.WARNING, "slow", "slow: 9 ms"));
    assertThat(told()).contains("slow: 7 ms");
  }

  @Test
  void anotherKindOrLevelIsNews() {
    sees(BAD, BAD, BAD, Verdict.found(Level.WARNING, "gone", "gone"));
    assertThat(told()).contains("gone");
    sees(Verdict.found(Level.CRITICAL, "gone", "gone for good"));
    assertThat(told()).contains("gone for good");
  }

  @Test
  void whatLastsBecomesCritical() {
    patience = new Patience(1, 2, 4);
    sees(BAD, BAD, BAD);
    assertThat(course.told().orElseThrow().level()).isEqualTo(Level.WARNING);
    sees(BAD);
    assertThat(course.told().orElseThrow().level()).isEqualTo(Level.CRITICAL);
  }
}
