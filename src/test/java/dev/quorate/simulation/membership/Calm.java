package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Moves.Move;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No more faults: everything that can happen by itself does, and the operator looks. */
final class Calm {
  /** More moves than any number of members needs, and less than for ever. */
  private static final int MOST_MOVES = 600;

  private static final int FIRST_AGAIN = 3;

  private final Operator operator;
  private final Moves moves;
  private final Set<World> comeToRest;
  private final Set<Laws> laws;

  /**
   * @param comeToRest worlds of which it is known; more are added
   */
  Calm(Operator operator, Moves moves, Set<World> comeToRest, Set<Laws> laws) {
    this.laws = laws;
    this.operator = operator;
    this.moves = moves;
    this.comeToRest = comeToRest;
  }

  Calm(Operator operator, Moves moves) {
    this(operator, moves, new HashSet<>(), EnumSet.allOf(Laws.class));
  }

  /** Empty when the laws hold and the ensemble comes to rest as it is wanted. */
  Optional<Finding> run(World first) {
    List<String> trace = new ArrayList<>(List.of("calm"));
    List<World> passed = new ArrayList<>();
    World world = first.wanted() == 0 ? first.withWanted(FIRST_AGAIN) : first;
    for (int n = 0; n < MOST_MOVES; n++) {
      if (comeToRest.contains(world)) {
        comeToRest.addAll(passed);
        return Optional.empty();
      }
      passed.add(world);
      var step = next(world);
      if (step.isEmpty()) {
        return atRest(world, passed, trace);
      }
      trace.add(step.get().move().what());
      var law = Laws.broken(world, step.get().world(), step.get().move().by(), laws);
      if (law.isPresent()) {
        return Optional.of(new Finding(law.get().name(), trace, step.get().world()));
      }
      world = step.get().world();
    }
    return Optional.of(new Finding("does not come to rest", trace, world));
  }

  /** The world that comes to rest. */
  World end(World first) {
    World world = first;
    for (var step = next(world); step.isPresent(); step = next(world)) {
      world = step.get().world();
    }
    return world;
  }

  private record Step(Move move, World world) {}

  /** The last thing that can happen by itself, and when nothing can, a look of the operator. */
  private Optional<Step> next(World world) {
    List<Move> possible = new ArrayList<>(moves.nature(world).reversed());
    possible.add(moves.pass(world, true));
    for (Move move : possible) {
      World next = move.next().get();
      if (!next.equals(world)) {
        return Optional.of(new Step(move, next));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> atRest(World world, List<World> passed, List<String> trace) {
    if (!isAsWanted(world)) {
      return Optional.of(new Finding("is stuck", trace, world));
    }
    comeToRest.addAll(passed);
    return Optional.empty();
  }

  private boolean isAsWanted(World world) {
    Members wanted = Members.first(world.wanted());
    var listed = new World.Listed(wanted, Members.NONE, 0);
    return world.committed().voters().equals(wanted)
        && wanted.isIn(world.synced())
        && world.listed().filter(listed::says).isPresent()
        && world.pods().equals(Optional.of(world.wanted()))
        && world.outdated().isEmpty()
        && operator.rests(world);
  }
}
