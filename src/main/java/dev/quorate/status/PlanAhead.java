package dev.quorate.status;

import dev.quorate.api.PlanStatus;
import dev.quorate.api.StepStatus;
import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.plan.Ahead;
import dev.quorate.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What lies ahead, as a person reads it before approving it. While it cannot be told, what was told
 * last stays: during an election nothing begins anyway, and an approved plan goes on after it.
 */
final class PlanAhead {
  /** As many as a person reads; the rest is in the outline. */
  private static final int MOST = 20;

  private PlanAhead() {}

  static Optional<PlanStatus> of(Situation situation, Snapshot before) {
    boolean asked =
        situation.ensemble().map(Ensemble::approval).filter(a -> a.required()).isPresent();
    return asked
        ? situation.planned().flatMap(planned -> ahead(planned.plan().ahead(), before))
        : Optional.empty();
  }

  private static Optional<PlanStatus> ahead(Probed<Optional<Ahead>> ahead, Snapshot before) {
    return switch (ahead) {
      case Probed.Known<Optional<Ahead>>(Optional<Ahead> known) -> known.map(PlanAhead::written);
      case Probed.Unknown<Optional<Ahead>> _ -> before.plan();
    };
  }

  private static PlanStatus written(Ahead ahead) {
    List<Step> steps = ahead.steps();
    int shown = Math.min(MOST, steps.size());
    return new PlanStatus(
        ahead.hash(),
        ahead.approval().text(),
        ahead.done(),
        IntStream.range(0, shown).mapToObj(i -> step(ahead.done() + i + 1, steps.get(i))).toList(),
        steps.size() - shown,
        ahead.outline().lines());
  }

  private static StepStatus step(int number, Step step) {
    return new StepStatus(
        number,
        step.kind().text(),
        step.subject(),
        BoundedText.of(step.why()),
        step.quorum().text());
  }
}
