package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is left counts as the rest of what was approved. */
class OutlineTest {
  private static Outline of(String... lines) {
    return new Outline(List.of(lines));
  }

  private static final Outline WHOLE = of("a", "b", "c", "Election", "d", "e", "f");

  @Test
  void theLastStepsAreTheRest() {
    assertThat(WHOLE.isRestOf(WHOLE)).isTrue();
    assertThat(of("b", "c", "Election", "d", "e", "f").isRestOf(WHOLE)).isTrue();
    assertThat(of("c").isRestOf(of("a", "b", "c"))).isTrue();
  }

  @Test
  void theFirstStepsAreNot() {
    assertThat(of("a", "b").isRestOf(of("a", "b", "c"))).isFalse();
    assertThat(of("a", "c").isRestOf(of("a", "b", "c"))).isFalse();
  }

  @Test
  void anotherOrderIsNot() {
    assertThat(of("c", "b").isRestOf(of("a", "b", "c"))).isFalse();
    assertThat(of("c", "b", "Election", "d", "e", "f").isRestOf(WHOLE)).isFalse();
  }

  @Test
  void moreIsNot() {
    assertThat(of("a", "b", "c").isRestOf(of("b", "c"))).isFalse();
    assertThat(of("c", "Election", "d", "e", "f", "g").isRestOf(WHOLE)).isFalse();
    assertThat(of("d", "d").isRestOf(WHOLE)).isFalse();
  }

  @Test
  void afterAnElectionTheOrderIsAnyOther() {
    assertThat(of("c", "Election", "f", "d", "e").isRestOf(WHOLE)).isTrue();
    assertThat(of("f", "d", "Election", "e").isRestOf(WHOLE)).isTrue();
    assertThat(of("e").isRestOf(WHOLE)).isTrue();
  }

  @Test
  void nothingIsTheRestOfNothingThatWasPublished() {
    assertThat(of("a").isRestOf(of())).isFalse();
  }
}
