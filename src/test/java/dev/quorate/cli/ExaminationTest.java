package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ProblemStatus;
import dev.quorate.facts.Probed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the doctor concludes. */
class ExaminationTest {
  private static final OperatorHealth ANSWERS = new OperatorHealth(List.of(), List.of());

  private static ProblemStatus problem(String rule, String member, String level, String cause) {
    return new ProblemStatus(
        rule, level, member, "2026-07-01T12:00:00Z", "it is so", "kubectl get", cause);
  }

  private static Examination of(ProblemStatus... problems) {
    return new Examination("ns", "zk", ANSWERS, Optional.empty(), List.of(problems), Sketch.NOW);
  }

  @Test
  void remarksAreNoProblems() {
    var found = of(problem("FewVoters", null, "Info", null));
    assertThat(found.isClear()).isTrue();
    assertThat(DoctorScreen.of(found, Ink.PLAIN).getFirst())
        .isEqualTo("zk in ns: nothing is wrong; 1 remark");
  }

  @Test
  void aConsequenceIsToldOnceBelowTheFirstOfItsCauses() {
    var first = problem("MemberMissing", "zk-0", "Warning", null);
    var second = problem("MemberMissing", "zk-1", "Warning", null);
    var consequence = problem("NoQuorum", null, "Critical", "MemberMissing");
    var found = of(first, second, consequence);
    assertThat(found.causes()).containsExactly(first, second);
    assertThat(found.consequencesOf(first)).containsExactly(consequence);
    assertThat(found.consequencesOf(second)).isEmpty();
  }

  @Test
  void aProblemWhoseCauseIsNotInTheListIsACause() {
    var found = of(problem("NoQuorum", null, "Critical", "DiskFull"));
    assertThat(found.causes()).hasSize(1);
  }

  @Test
  void problemsThatExplainEachOtherAreNotLost() {
    var found = of(problem("A", null, "Warning", "B"), problem("B", null, "Warning", "A"));
    assertThat(String.join("\n", DoctorScreen.of(found, Ink.PLAIN)))
        .containsOnlyOnce("Warning A")
        .containsOnlyOnce("Warning B");
  }

  private static List<String> troubles(Sketch sketch, String renewed, String holder) {
    var lease =
        new LeaseSeen(
            "quorate-system",
            Optional.ofNullable(holder),
            Optional.ofNullable(renewed).map(Instant::parse),
            Duration.ofSeconds(15));
    return OperatorHealth.of(sketch.facts(), Probed.known(Optional.of(lease))).troubles();
  }

  @Test
  void aLeaseThatIsHeldIsNoTrouble() {
    assertThat(troubles(Sketch.of("ready"), "2026-07-01T12:07:15Z", "quorate-0")).isEmpty();
  }

  @Test
  void aLeaseThatRanOutOrWasGivenBackIs() {
    assertThat(troubles(Sketch.of("ready"), "2026-07-01T12:07:14Z", "quorate-0"))
        .singleElement()
        .asString()
        .contains("ran out 1s ago, last held by quorate-0");
    assertThat(troubles(Sketch.of("ready"), "2026-07-01T12:07:29Z", null))
        .singleElement()
        .asString()
        .contains("was given back");
  }

  @Test
  void aChangeOfJustNowIsStillBeingLookedAt() {
    String held = "2026-07-01T12:07:29Z";
    assertThat(
            troubles(
                Sketch.of("ready").generation(5).written("2026-07-01T12:07:10Z"), held, "quorate"))
        .isEmpty();
    assertThat(
            troubles(
                Sketch.of("ready").generation(5).written("2026-07-01T12:06:50Z"), held, "quorate"))
        .singleElement()
        .asString()
        .contains("generation 4", "generation 5");
  }

  @Test
  void withoutALeaseNothingIsConcluded() {
    var health = OperatorHealth.of(Sketch.of("ready").facts(), Probed.known(Optional.empty()));
    assertThat(health.troubles()).isEmpty();
    assertThat(health.notes()).isNotEmpty();
  }
}
