package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Laws.By;
import dev.quorate.simulation.membership.Moves.Fault;
import dev.quorate.simulation.membership.Moves.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One random life of an ensemble: edits, faults and crashes in a random order, then calm. */
final class Schedule {
  private static final int STEPS = 35;

  /** Seven voters take long to join; one schedule in so many has them. */
  private static final int SEVEN = 8;

  private static final int REMEMBERED = 6;

  /** Of a pass, a few more than it ever makes. */
  private static final int WRITES = 8;

  private static final List<Integer> SIZES = List.of(1, 3, 5, 7);

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Finding finding;

    Broken(Finding finding) {
      super(finding.what(), null, false, false);
      this.finding = finding;
    }
  }

  private final Random random;
  private final Operator operator;
  private final List<Integer> sizes;
  private final Moves moves;
  private final List<String> trace = new ArrayList<>();
  private final List<World> past = new ArrayList<>();
  private int steps;

  /** How much of the past is from before the last pass ended. */
  private int passed;

  Schedule(long seed, Operator operator) {
    this.random = new Random(seed);
    this.operator = operator;
    this.sizes = seed % SEVEN == 0 ? SIZES : SIZES.subList(0, 3);
    this.moves = new Moves(operator, random.nextBoolean());
    trace.add("seed " + seed);
  }

  int steps() {
    return steps;
  }

  Optional<Finding> run() {
    try {
      World world = World.serving(any(SIZES.subList(0, 3)), sizes.getLast());
      for (int step = 0; step < STEPS; step++) {
        past.add(world);
        World now = world;
        world = next(now).map(m -> made(now, m)).orElse(now);
      }
      return new Calm(operator, moves).run(world).map(this::afterwards);
    } catch (Broken broken) {
      return Optional.of(broken.finding);
    }
  }

  private Finding afterwards(Finding finding) {
    trace.addAll(finding.trace());
    return new Finding(finding.what(), trace, finding.world());
  }

  private World made(World world, Move move) {
    World next = move.next().get();
    passed = move.what().contains("operator") ? past.size() : passed;
    if (!next.equals(world)) {
      steps++;
      trace.add(move.what());
    }
    var law = Laws.broken(world, next, move.by());
    if (law.isPresent()) {
      throw new Broken(new Finding(law.get().name(), trace, next));
    }
    return next;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Optional<Move> one(List<Move> choices) {
    return choices.isEmpty() ? Optional.empty() : Optional.of(any(choices));
  }

  private Optional<Move> next(World world) {
    if (world.wanted() == 0) {
      return Optional.of(edit(world));
    }
    return switch (random.nextInt(21)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> one(moves.nature(world));
      case 8, 9, 10, 11 -> Optional.of(moves.pass(world, random.nextBoolean()));
      case 12 -> one(moves.writes(world));
      case 13 -> Optional.of(edit(world));
      case 14 -> Optional.of(moves.crash(world, random.nextInt(WRITES), any(Moves.CRASHES)));
      case 15 -> Optional.of(moves.slowPass(older(world), world, world));
      case 16 -> slow(world);
      case 17 -> interruption(world);
      case 18 -> Optional.of(moves.deafPass(world, some(world)));
      case 19 -> fault(world).map(f -> f.move(world));
      default -> rare(world);
    };
  }

  private Members some(World world) {
    return new Members(random.nextInt(1 << world.members().size()) & random.nextInt());
  }

  private Optional<Fault> fault(World world) {
    var faults = moves.faults(world);
    return faults.isEmpty() ? Optional.empty() : Optional.of(any(faults));
  }

  private World earlier(World world) {
    World then =
        past.get(Math.max(0, past.size() - 1 - random.nextInt(Math.min(REMEMBERED, past.size()))));
    return then.wanted() == 0 ? world : then;
  }

  /** Every kind of object has a cache of its own. */
  private World older(World world) {
    World then = earlier(world);
    return random.nextBoolean()
        ? then
        : world.withOlder(then, random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
  }

  /** A pass begins when the one before has ended: there is one operator. */
  private Optional<Move> slow(World world) {
    int first = Math.max(passed, past.size() - REMEMBERED);
    World then = past.get(Math.min(past.size() - 1, first + random.nextInt(REMEMBERED)));
    return then.wanted() == 0 ? Optional.empty() : Optional.of(moves.slowPass(then, then, world));
  }

  private Optional<Move> interruption(World world) {
    int at = random.nextInt(WRITES);
    if (random.nextInt(3) == 0) {
      int other = any(sizes);
      return Optional.of(
          moves.interrupted(
              world, at, "spec.replicas " + other, By.PLATFORM, w -> w.withWanted(other)));
    }
    return fault(world).map(f -> moves.interrupted(world, at, f.what(), By.ADVERSARY, f.effect()));
  }

  private Move edit(World world) {
    if (world.wanted() > 0 && random.nextInt(3) == 0) {
      return Moves.otherTemplate(world);
    }
    int wanted = any(sizes);
    return new Move("spec.replicas " + wanted, By.PLATFORM, () -> world.withWanted(wanted));
  }

  /** The cluster is deleted; or a container starts again in its pod, with an old list mounted. */
  private Optional<Move> rare(World world) {
    if (random.nextInt(4) == 0) {
      past.clear();
      past.add(world);
      return Optional.of(
          new Move("cluster is deleted", By.ADVERSARY, () -> Volumes.deleted(world)));
    }
    return Moves.startable(world)
        .ordinals()
        .boxed()
        .findFirst()
        .map(i -> {
          var mounted = earlier(world).listed();
          return new Move(
              "start %d with an older list".formatted(i),
              By.PLATFORM,
              () -> Volumes.started(world, i, mounted));
        });
  }
}
