package dev.quorate.diagnosis;

import java.util.Optional;
import java.util.Set;

/**
 * One thing that can be wrong.
 *
 * @param id number in the list of rules, for example {@code D11}
 * @param name its reason in status, events and metrics, in CamelCase; once published it is API
 * @param level how bad it is, unless the number or the time that it lasts makes it worse
 * @param consequences names of the rules that fire because this one does
 */
public record Rule(
    String id,
    String name,
    Area area,
    Level level,
    Advice advice,
    Patience patience,
    Question question,
    Set<String> consequences) {
  private static final String RUNBOOKS = "docs/runbooks/";

  public Rule {
    consequences = Set.copyOf(consequences);
  }

  /** The number that it compares with a threshold, when it does. */
  public Optional<Measure> measure() {
    return question instanceof Measure measure ? Optional.of(measure) : Optional.empty();
  }

  /** Where it is explained. */
  public String runbook() {
    return RUNBOOKS + name + ".md";
  }

  static Draft rule(String id, String name, Area area, Level level) {
    return new Draft(id, name, area, level);
  }

  /** A rule of which only the name is known yet. */
  record Draft(String id, String name, Area area, Level level) {
    Advised says(String symptom, String impact, String remedy, String command) {
      return new Advised(this, new Advice(symptom, impact, remedy, command));
    }
  }

  /** A rule of which only the question is missing. */
  record Advised(Draft draft, Advice advice) {
    Rule when(Patience patience, Question question, String... consequences) {
      return new Rule(
          draft.id,
          draft.name,
          draft.area,
          draft.level,
          advice,
          patience,
          question,
          Set.of(consequences));
    }
  }
}
