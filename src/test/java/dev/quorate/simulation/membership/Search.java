package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Laws.By;
import dev.quorate.simulation.membership.Moves.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntConsumer;

/** All that can happen within a budget, in every order; the shortest way to a broken law first. */
final class Search {
  private static final int REMEMBERED = 5;

  /** What there is to know of a world that was reached. */
  private record State(World world, Budget budget) {}

  private record Node(State state, Optional<Node> parent, String what) {
    World world() {
      return state.world();
    }
  }

  private record Option(Move move, Budget after) {}

  /**
   * What came of it.
   *
   * @param states that were reached
   * @param complete whether there are no others
   */
  record Result(int states, boolean complete, Optional<Finding> finding) {}

  private final Operator operator;
  private final Moves moves;
  private final List<Integer> sizes;
  private final Set<Laws> laws;
  private final Set<World> comeToRest = new HashSet<>();

  /**
   * @param sizes what the specification may be edited to
   */
  Search(Operator operator, Moves moves, List<Integer> sizes, Set<Laws> laws) {
    this.laws = laws;
    this.operator = operator;
    this.moves = moves;
    this.sizes = sizes;
  }

  Result from(World first, Budget budget, int most) {
    var start = new State(first, budget);
    Queue<Node> open = new ArrayDeque<>(List.of(new Node(start, Optional.empty(), "")));
    Set<State> known = new HashSet<>(Set.of(start));
    while (!open.isEmpty() && known.size() < most) {
      Node node = open.remove();
      var stuck = stuck(node);
      if (stuck.isPresent()) {
        return new Result(known.size(), false, stuck);
      }
      for (Option option : options(node)) {
        World next = option.move().next().get();
        var reached =
            new Node(new State(next, option.after()), Optional.of(node), option.move().what());
        var law = Laws.broken(node.world(), next, option.move().by(), laws);
        if (law.isPresent()) {
          return new Result(
              known.size(),
              false,
              Optional.of(new Finding(law.get().name(), trace(reached), next)));
        }
        if (known.add(reached.state())) {
          open.add(reached);
        }
      }
    }
    return new Result(known.size(), open.isEmpty(), Optional.empty());
  }

  /** From every world calm leads to rest; the ways there soon meet ways that were gone before. */
  private Optional<Finding> stuck(Node node) {
    return new Calm(operator, moves, comeToRest, laws)
        .run(node.world())
        .map(f -> {
          var trace = trace(node);
          trace.addAll(f.trace());
          return new Finding(f.what(), trace, f.world());
        });
  }

  private static List<String> trace(Node last) {
    List<String> trace = new ArrayList<>();
    Node node = last;
    while (node.parent().isPresent()) {
      trace.addFirst(node.what());
      node = node.parent().get();
    }
    return trace;
  }

  private List<Option> options(Node node) {
    World world = node.world();
    Budget budget = node.state().budget();
    List<Option> options = new ArrayList<>();
    moves.nature(world).forEach(m -> options.add(new Option(m, budget)));
    options.add(new Option(moves.pass(world, true), budget));
    options.add(new Option(moves.pass(world, false), budget));
    if (budget.writes() > 0) {
      Budget after = budget.writes(budget.writes() - 1);
      moves.writes(world).forEach(m -> options.add(new Option(m, after)));
    }
    if (budget.edits() > 0) {
      Budget after = budget.edits(budget.edits() - 1);
      sizes.stream()
          .filter(n -> n != world.wanted())
          .forEach(n ->
              options.add(
                  new Option(
                      new Move("spec.replicas " + n, By.PLATFORM, () -> world.withWanted(n)),
                      after)));
    }
    disturbed(node, writes -> crash(world, budget, writes, options));
    disturbed(node, writes -> fault(world, budget, writes, options));
    slow(node, options);
    return options;
  }

  private void disturbed(Node node, IntConsumer with) {
    Budget budget = node.state().budget();
    if (budget.crashes() + budget.faults() > 0) {
      with.accept(operator.pass(node.world()).writes());
    }
  }

  private void crash(World world, Budget budget, int writes, List<Option> options) {
    if (budget.crashes() == 0) {
      return;
    }
    Budget after = budget.crashes(budget.crashes() - 1);
    for (int at = 0; at < writes; at++) {
      for (var kind : Moves.CRASHES) {
        options.add(new Option(moves.crash(world, at, kind), after));
      }
    }
  }

  private void fault(World world, Budget budget, int writes, List<Option> options) {
    if (budget.faults() == 0) {
      return;
    }
    Budget after = budget.faults(budget.faults() - 1);
    for (var fault : moves.faults(world)) {
      options.add(new Option(fault.move(world), after));
      for (int at = 0; at < writes; at++) {
        options.add(
            new Option(
                moves.interrupted(world, at, fault.what(), By.ADVERSARY, fault.effect()), after));
      }
    }
  }

  private void slow(Node node, List<Option> options) {
    Budget budget = node.state().budget();
    if (budget.slow() == 0) {
      return;
    }
    Budget after = budget.slow(budget.slow() - 1);
    World world = node.world();
    for (int i = 0; i < world.members().size(); i++) {
      options.add(new Option(moves.deafPass(world, Members.only(i)), after));
    }
    int back = 0;
    for (Optional<Node> n = node.parent();
        n.isPresent() && back < REMEMBERED;
        n = n.get().parent()) {
      World then = n.get().world();
      options.add(new Option(moves.slowPass(then, then, world), after));
      options.add(
          new Option(
              moves.slowPass(world.withOlder(then, true, false, false), world, world), after));
      options.add(
          new Option(
              moves.slowPass(world.withOlder(then, false, true, true), world, world), after));
      back++;
    }
  }
}
