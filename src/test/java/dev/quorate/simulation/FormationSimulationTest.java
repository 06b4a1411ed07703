package dev.quorate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.quorate.execute.Executor;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.simulation.Moves.Move;
import dev.quorate.simulation.SimMember.SimPod;
import dev.quorate.simulation.SimMember.Vote;
import dev.quorate.simulation.SimWriter.Mishap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Forming, failing and re-forming under faults in every order: no acknowledged write is ever
 * missing from what a quorum serves (I7), and whatever happened, an operator that is left alone
 * brings the ensemble to rest (I12).
 */
class FormationSimulationTest {
  private static final int WALKS = 600;
  private static final int STEPS = 60;

  /** A cache is filled anew every so many steps. */
  private static final int CACHE_AGE = 8;

  private static final int STATES = 15_000;

  @BeforeAll
  static void doNotLogEveryWrite() {
    ((Logger) LoggerFactory.getLogger(Executor.class)).setLevel(Level.OFF);
  }

  @AfterAll
  static void logAgain() {
    ((Logger) LoggerFactory.getLogger(Executor.class)).setLevel(null);
  }

  /** The moves that led to a lost write. */
  record Loss(List<String> trace) {}

  private static boolean lost(World world) {
    return world.serves() && world.leadersHistory() < world.acknowledged();
  }

  @Test
  void randomFaultsNeverLoseAnAcknowledgedWrite() {
    for (int voters : List.of(1, 3, 5)) {
      assertThat(walk(new Simulation(voters, StartModel.SHIPPED, true), voters))
          .as("%d voters", voters)
          .isEmpty();
    }
  }

  @Test
  void noFaultInAnyOrderLosesAnAcknowledgedWrite() {
    var simulation = new Simulation(3, StartModel.SHIPPED, true);
    assertThat(search(simulation, formed(simulation, 3), STATES)).isEmpty();
    assertThat(search(simulation, World.empty(3), STATES)).isEmpty();
    var single = new Simulation(1, StartModel.SHIPPED, true);
    assertThat(search(single, World.empty(1), STATES)).isEmpty();
  }

  @Test
  void theSearchFindsTheLossWhenAnEmptyDiskMayVote() {
    var naive = new Simulation(3, StartModel.AUTOCREATE, true);
    assertThat(search(naive, formed(naive, 3), STATES)).isPresent();
  }

  @Test
  void anOldCacheCannotUndoTheRecordBecauseWritesCarryTheVersionThatWasRead() {
    assertThat(afterAPassWithOldCaches(new Simulation(3, StartModel.SHIPPED, true)).membership())
        .contains(true);
    assertThat(afterAPassWithOldCaches(new Simulation(3, StartModel.SHIPPED, false)).membership())
        .as("the same without the version")
        .contains(false);
  }

  private static World afterAPassWithOldCaches(Simulation simulation) {
    World serving =
        everybodyStarts(simulation, simulation.pass(World.empty(3)).withPods()).settled();
    World recorded = simulation.pass(serving);
    World down =
        recorded.all(
            m -> m.with(m.pod().map(p -> new SimPod(p.bootstrapFlag(), p.stamp(), Vote.DOWN))));
    return simulation.pass(down, serving, 0, Mishap.NONE);
  }

  @Test
  void comesToRestWhateverHappened() {
    var simulation = new Simulation(3, StartModel.SHIPPED, true);
    for (int seed = 0; seed < 200; seed++) {
      World world = World.empty(3);
      World before = world;
      var random = new Random(seed);
      for (int step = 0; step < STEPS; step++) {
        var moves = new Moves(simulation).from(world, before);
        World next = moves.get(random.nextInt(moves.size())).next().get();
        before = world;
        world = next;
      }
      assertThat(rests(simulation, world)).as("seed %d", seed).isTrue();
    }
  }

  /** Left alone: everybody starts, the operator looks; rest is a pass that changes nothing. */
  private static boolean rests(Simulation simulation, World world) {
    World current = world;
    for (int round = 0; round < 10; round++) {
      World next = everybodyStarts(simulation, simulation.pass(current).withPods()).settled();
      if (next.equals(current)) {
        var plan = simulation.plan(next, next);
        return plan.actions().stream().noneMatch(Action::isDisruptive)
            && (plan.stage().reason() == Reason.ENSEMBLE_READY) == next.serves();
      }
      current = next;
    }
    return false;
  }

  private static World everybodyStarts(Simulation simulation, World world) {
    World next = world;
    for (int i = 0; i < next.members().size(); i++) {
      var member = next.members().get(i);
      if (member.pod().isPresent() && !member.runs()) {
        next = simulation.start().start(next, i);
      }
    }
    return next;
  }

  private static World formed(Simulation simulation, int voters) {
    World world = simulation.pass(World.empty(voters)).withPods();
    world = everybodyStarts(simulation, world).settled();
    return simulation.pass(simulation.pass(world));
  }

  private static Optional<Loss> walk(Simulation simulation, int voters) {
    for (int seed = 0; seed < WALKS; seed++) {
      var random = new Random(seed);
      World world = World.empty(voters);
      World before = world;
      List<String> trace = new ArrayList<>(List.of("seed " + seed));
      for (int step = 0; step < STEPS; step++) {
        var moves = new Moves(simulation).from(world, before);
        Move move = moves.get(random.nextInt(moves.size()));
        trace.add(move.what());
        before = random.nextInt(CACHE_AGE) == 0 ? world : before;
        world = move.next().get();
        if (lost(world)) {
          return Optional.of(new Loss(trace));
        }
      }
    }
    return Optional.empty();
  }

  private record Node(World world, World before, Optional<Node> parent, String what) {}

  /** Breadth first, so that the trace of a loss is a shortest one. */
  private static Optional<Loss> search(Simulation simulation, World first, int states) {
    Queue<Node> open = new ArrayDeque<>(List.of(new Node(first, first, Optional.empty(), "")));
    Set<World> known = new HashSet<>(Set.of(first));
    while (!open.isEmpty() && known.size() < states) {
      Node node = open.remove();
      for (Move move : new Moves(simulation).from(node.world(), node.before())) {
        World next = move.next().get();
        if (!known.add(next)) {
          continue;
        }
        var reached = new Node(next, node.world(), Optional.of(node), move.what());
        if (lost(next)) {
          return Optional.of(new Loss(trace(reached)));
        }
        open.add(reached);
      }
    }
    return Optional.empty();
  }

  private static List<String> trace(Node node) {
    List<String> trace = new ArrayList<>();
    for (Optional<Node> n = Optional.of(node); n.isPresent(); n = n.get().parent()) {
      trace.addFirst(n.get().what());
    }
    return trace;
  }
}
