package dev.quorate.status;

import dev.quorate.diagnosis.Diagnosis;
import dev.quorate.diagnosis.Problem;
import dev.quorate.diagnosis.Rule;
import dev.quorate.diagnosis.Rules;
import dev.quorate.facts.Probed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the diagnosis of an ensemble tells a pass. Changes only when there is something new to tell.
 *
 * @param clear whether nothing is wrong that somebody should look at
 * @param early whether it was looked at for too short a time to say that
 * @param undecided rules that have not been asked often enough yet to fire: what was told of them
 *     before this operator began still stands
 */
public record Findings(
    List<Problem> problems, Probed<Boolean> clear, boolean early, Set<String> undecided) {
  /** The ensemble has not been looked at yet. */
  public static final Findings NONE = of(Diagnosis.nothing());

  public Findings {
    problems = List.copyOf(problems);
    undecided = Set.copyOf(undecided);
  }

  public static Findings of(Diagnosis diagnosis) {
    return new Findings(
        diagnosis.problems(),
        diagnosis.isClear(),
        diagnosis.moments() < Diagnosis.SETTLED,
        Rules.all().stream()
            .filter(rule -> diagnosis.moments() <= rule.patience().fire())
            .map(Rule::name)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
