package dev.quorate.simulation;

import dev.quorate.simulation.SimMember.SimPod;
import dev.quorate.simulation.SimMember.Vote;
import dev.quorate.simulation.SimWriter.Mishap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Everything that can happen next. The adversary may do anything but two things: destroy the last
 * copy of an acknowledged write, and the last record that the ensemble has formed.
 */
final class Moves {
  /** Something that happens, and the world after it. */
  record Move(String what, Supplier<World> next) {}

  private static final int MOST_WRITES = 2;

  private final Simulation simulation;

  Moves(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * @param before the world before the last move, which a cache may still show
   */
  List<Move> from(World world, World before) {
    List<Move> moves = new ArrayList<>();
    moves.add(new Move("operator", () -> simulation.pass(world)));
    moves.add(
        new Move("operator with old caches", () -> simulation.pass(world, before, 0, Mishap.NONE)));
    for (int writes = 0; writes < 4; writes++) {
      int k = writes;
      moves.add(
          new Move(
              "operator dies after write " + k,
              () -> simulation.pass(world, world, k, Mishap.REFUSED)));
    }
    moves.add(
        new Move(
            "operator gets no answer to its first write",
            () -> simulation.pass(world, world, 0, Mishap.APPLIED_BUT_ANSWER_LOST)));
    moves.add(new Move("pods are made", world::withPods));
    moves.add(new Move("election", world::settled));
    members(world).forEach(i -> memberMoves(world, i, moves));
    writes(world, moves);
    losses(world, moves);
    return moves;
  }

  private static IntStream members(World world) {
    return IntStream.range(0, world.members().size());
  }

  private void memberMoves(World world, int i, List<Move> moves) {
    SimMember member = world.members().get(i);
    if (member.pod().isPresent() && !member.runs()) {
      moves.add(new Move("start " + i, () -> simulation.start().start(world, i)));
    }
    if (member.runs()) {
      moves.add(new Move("kill " + i, () -> world.change(i, Moves::killed)));
    }
    if (member.pod().isPresent()) {
      moves.add(new Move("delete pod " + i, () -> world.change(i, m -> m.with(Optional.empty()))));
    }
    if (member.disk().kind() != Disk.Kind.EMPTY && anotherCopyThan(world, i)) {
      moves.add(
          new Move(
              "wipe the disk of " + i, () -> world.change(i, m -> killed(m).with(Disk.EMPTY))));
      if (!member.recorded() || records(world) > 1) {
        moves.add(
            new Move(
                "new volume for " + i,
                () -> world.change(i, m -> killed(m).with(Disk.EMPTY).withRecord(false))));
      }
    }
  }

  private static SimMember killed(SimMember member) {
    return member.with(member.pod().map(p -> new SimPod(p.bootstrapFlag(), p.stamp(), Vote.DOWN)));
  }

  private static boolean anotherCopyThan(World world, int index) {
    return world.acknowledged() == 0
        || members(world)
            .filter(i -> i != index)
            .mapToObj(i -> world.members().get(i).disk())
            .anyMatch(d -> d.kind() == Disk.Kind.DATA && d.history() == world.acknowledged());
  }

  private static void writes(World world, List<Move> moves) {
    if (!world.serves() || !world.clientsLetIn() || world.acknowledged() >= MOST_WRITES) {
      return;
    }
    int leader = world.leader();
    World settled = world.settled();
    List<Integer> others =
        members(world)
            .filter(i -> i != leader && settled.members().get(i).votes())
            .boxed()
            .toList();
    for (int first : others) {
      List<Integer> reached = new ArrayList<>(List.of(leader, first));
      others.stream()
          .filter(o -> o != first)
          .limit(Math.max(0, world.majority() - 2))
          .forEach(reached::add);
      moves.add(new Move("write reaches " + reached, () -> settled.written(reached)));
    }
    if (world.majority() == 1) {
      moves.add(new Move("write", () -> settled.written(List.of(leader))));
    }
  }

  private static void losses(World world, List<Move> moves) {
    if (world.formedInStatus() && records(world) > 1) {
      moves.add(new Move("status is lost", () -> world.withFormedInStatus(false)));
    }
    if (world.membership().isPresent() && (records(world) > 1 || !world.membership().get())) {
      moves.add(new Move("membership is lost", () -> world.withMembership(Optional.empty())));
    }
    if (world.statefulSet().isPresent()) {
      moves.add(
          new Move(
              "StatefulSet and pods are lost",
              () -> world.withStatefulSet(Optional.empty()).all(m -> m.with(Optional.empty()))));
    }
  }

  private static long records(World world) {
    return world.members().stream().filter(SimMember::recorded).count()
        + (world.formedInStatus() ? 1 : 0)
        + (world.membership().orElse(false) ? 1 : 0);
  }
}
