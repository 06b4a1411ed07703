package dev.quorate.simulation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.plan.Ahead;
import dev.quorate.simulation.membership.Person.Approver;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published is what is done, and nothing of it before it is approved. */
@ExtendWith(Quiet.class)
class ApprovalTest {
  private final Approver person = new Approver();
  private final Operator operator = new Operator(Set.of(), person);
  private final Calm calm = new Calm(operator, new Moves(operator, true));

  private static List<String> words(Ahead ahead) {
    return ahead.steps().stream().map(s -> s.kind().text() + " " + s.subject()).toList();
  }

  private static World edited(int voters, int wanted, boolean rolled) {
    var world = World.serving(voters, Math.max(voters, wanted));
    var scaled = wanted == voters ? world : world.withWanted(wanted);
    return rolled ? scaled.withOtherTemplate() : scaled;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "3, 3, true",
    "5, 5, true",
    "7, 7, true",
    "1, 3, false",
    "3, 5, false",
    "3, 7, false",
    "5, 3, false",
    "7, 3, false",
    "3, 1, false",
    "1, 3, true",
    "3, 5, true",
    "5, 3, true",
    "7, 5, true",
    "3, 1, true"
  })
  void publishesWhatItThenDoesOnOneApproval(int voters, int wanted, boolean rolled) {
    var waiting = calm.end(edited(voters, wanted, rolled));
    var published = person.shown();
    assertThat(person.begun()).isEmpty();
    assertThat(published.approval()).isEqualTo(Ahead.Approval.WAITING);

    person.approves();
    var end = calm.end(waiting);

    assertThat(end.committed().voters()).isEqualTo(Members.first(wanted));
    assertThat(end.outdated().isEmpty()).isTrue();
    assertThat(operator.rests(end)).isTrue();
    int known = published.outline().lines().indexOf("Election");
    var ordered = known < 0 ? words(published) : words(published).subList(0, known);
    assertThat(person.begun()).startsWith(ordered.toArray(String[]::new));
    assertThat(person.begun()).containsExactlyInAnyOrderElementsOf(words(published));
  }

  @Test
  void asksAgainWhenTheSpecificationIsEditedInTheMiddle() {
    var waiting = calm.end(edited(3, 3, true));
    person.approves();
    var first = operator.pass(waiting).world();
    assertThat(person.begun()).hasSize(1);

    calm.end(first.withOtherTemplate());

    assertThat(person.begun()).hasSize(1);
    assertThat(person.shown().approval()).isEqualTo(Ahead.Approval.OUTDATED);
  }
}
