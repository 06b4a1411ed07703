package dev.quorate.simulation.membership;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.plan.Action;
import dev.quorate.plan.Ahead;
import dev.quorate.plan.Plan;
import dev.quorate.testing.Ensembles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who has to approve what lies ahead, and notes what is begun then. */
class Person {
  /** Nobody is asked. */
  static final Person NOBODY = new Person();

  boolean isAsked() {
    return false;
  }

  Ensemble ensemble(Ensembles ensemble) {
    return ensemble.build();
  }

  ObservedState state(ObservedState state) {
    return state;
  }

  void sees(Plan plan) {}

  /** Approves once, and then only looks. */
  static final class Approver extends Person {
    private Optional<String> approved = Optional.empty();
    private Optional<Ahead> shown = Optional.empty();
    private final List<Action> done = new ArrayList<>();

    @Override
    boolean isAsked() {
      return true;
    }

    @Override
    Ensemble ensemble(Ensembles ensemble) {
      return ensemble.approval(approved.stream().toArray(String[]::new)).build();
    }

    /** The status shows what it showed. */
    @Override
    ObservedState state(ObservedState state) {
      return new ObservedState(
          state.now(),
          state.objects(),
          state.formedInStatus(),
          shown.map(s -> s.outline().lines()).orElse(List.of()),
          state.membership(),
          state.sets(),
          state.superuserPresent(),
          state.members(),
          state.quorum());
    }

    @Override
    void sees(Plan plan) {
      if (plan.ahead() instanceof Probed.Known<Optional<Ahead>>(Optional<Ahead> ahead)) {
        shown = ahead;
      }
      plan.actions().stream().filter(Action::isDisruptive).forEach(done::add);
    }

    Ahead shown() {
      return shown.orElseThrow();
    }

    void approves() {
      approved = Optional.of(shown().hash());
    }

    /** What was begun, in the words of a step; the rest of each operation is left out. */
    List<String> begun() {
      return done.stream().flatMap(action -> begun(action).stream()).distinct().toList();
    }

    private static Optional<String> begun(Action action) {
      return switch (action) {
        case Action.EvictPod a -> Optional.of("Restart " + a.pod());
        case Action.AddPod a -> Optional.of("Add " + Operator.NAMES.pod(a.member()));
        case Action.Reconfigure a when !a.change().leaving().isEmpty() ->
            Optional.of("Remove " + Operator.NAMES.pod(a.member()));
        default -> Optional.empty();
      };
    }
  }
}
