package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Laws.By;
import dev.quorate.simulation.membership.Member.Mode;
import dev.quorate.simulation.membership.Mishap.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What can happen next, by who or what makes it happen. */
final class Moves {
  /** Something that happens, and the world after it. */
  record Move(String what, By by, Supplier<World> next) {}

  static final List<Kind> CRASHES =
      List.of(Kind.NOT_DONE, Kind.ANSWER_LOST, Kind.LEADER_ALONE, Kind.LEADER_AND_ALL, Kind.LATE);

  private final Operator operator;
  private final boolean claimsGo;

  /**
   * @param claimsGo whether the claims of pods that are too many go with them
   */
  Moves(Operator operator, boolean claimsGo) {
    this.operator = operator;
    this.claimsGo = claimsGo;
  }

  private static Move move(String what, By by, Supplier<World> next) {
    return new Move(what, by, next);
  }

  // ---- what happens by itself

  /** Pods come and go, processes start, elect, follow. */
  List<Move> nature(World world) {
    List<Move> moves = new ArrayList<>();
    moves.add(move("StatefulSet", By.PLATFORM, () -> Volumes.controlled(world, claimsGo)));
    Volumes.terminating(world)
        .ordinals()
        .forEach(i -> moves.add(move("pod ends " + i, By.PLATFORM, () -> Volumes.ended(world, i))));
    startable(world)
        .ordinals()
        .forEach(i ->
            moves.add(
                move("start " + i, By.PLATFORM, () -> Volumes.started(world, i, world.listed()))));
    elections(world, moves);
    world
        .in(Mode.DEPOSED)
        .ordinals()
        .forEach(i ->
            moves.add(
                move("notices " + i, By.PLATFORM, () -> world.change(i, m -> m.as(Mode.LOOKING)))));
    following(world)
        .ordinals()
        .forEach(i -> moves.add(move("follows " + i, By.PLATFORM, () -> Zab.follows(world, i))));
    world.late().ifPresent(request -> late(world, request, moves));
    return moves;
  }

  static Members startable(World world) {
    return world.those(
        m -> m.pod().filter(p -> p.mode() == Mode.DOWN && !p.terminating()).isPresent());
  }

  private static void elections(World world, List<Move> moves) {
    Members left = world.in(Mode.LOOKING).or(world.in(Mode.JOINING));
    while (!left.isEmpty()) {
      Members group = Zab.group(world, left.ordinals().findFirst().orElseThrow());
      left = left.minus(group);
      if (group.and(world.in(Mode.LEADING)).isEmpty()) {
        Zab.winners(world, group)
            .ordinals()
            .forEach(w ->
                moves.add(move("elects " + w, By.PLATFORM, () -> Zab.elected(world, group, w))));
      }
    }
  }

  /** Those that reach the leader and do not have all that it has. */
  static Members following(World world) {
    if (world.leader().isEmpty()) {
      return Members.NONE;
    }
    var leader = world.member(world.leader().getAsInt()).disk();
    Members behind =
        world.those(m ->
            m.mode() == Mode.JOINING
                || m.mode() == Mode.LOOKING
                || (m.mode() == Mode.FOLLOWING && !m.disk().equals(m.disk().syncedWith(leader))));
    return behind.and(Zab.group(world, world.leader().getAsInt()));
  }

  private static void late(World world, World.Request request, List<Move> moves) {
    World without = world.withLate(Optional.empty());
    boolean asMeant = request.from() == world.committed().version();
    moves.add(
        move(
            "late request",
            asMeant ? By.LATE : By.ADVERSARY,
            () ->
                Zab.answer(world, request) == Zab.Answer.ACCEPTED
                    ? Zab.reconfigured(without, request, true)
                    : without));
    moves.add(move("late request is lost", By.PLATFORM, () -> without));
  }

  /** A client's write, acknowledged by as few as possible. */
  List<Move> writes(World world) {
    List<Move> moves = new ArrayList<>();
    if (world.leader().isPresent()) {
      for (boolean fromBelow : List.of(true, false)) {
        Members reached = Zab.reached(world, fromBelow, world.committed().voters());
        moves.add(move("write reaches " + reached, By.PLATFORM, () -> Zab.written(world, reached)));
      }
    }
    return moves;
  }

  /** The specification asks for something else that members run. */
  static Move otherTemplate(World world) {
    return move("other template", By.PLATFORM, world::withOtherTemplate);
  }

  // ---- the operator

  Move pass(World world, boolean fromBelow) {
    return move(
        "operator" + (fromBelow ? "" : " (highest acknowledge)"),
        By.OPERATOR,
        () -> operator.pass(world, world, world, Mishap.NO, fromBelow).world());
  }

  /** A pass that was planned from an older world, or read its objects there. */
  Move slowPass(World cached, World probed, World world) {
    return move(
        cached.equals(probed) ? "slow operator" : "operator with old caches",
        By.PLATFORM,
        () -> operator.pass(cached, probed, world, Mishap.NO, true).world());
  }

  /** A pass that does not hear some of the members. */
  Move deafPass(World world, Members silent) {
    return move(
        "operator, which does not hear " + silent,
        By.OPERATOR,
        () -> operator.pass(world, world, world, Mishap.deaf(silent), true).world());
  }

  /** A pass in which the operator dies at a write, or does not learn what became of it. */
  Move crash(World world, int at, Kind kind) {
    By by = kind == Kind.NOT_DONE || kind == Kind.ANSWER_LOST ? By.PLATFORM : By.ADVERSARY;
    return move(
        "operator fails at write %d: %s".formatted(at, kind),
        by,
        () -> operator.pass(world, world, world, Mishap.of(at, kind), true).world());
  }

  /** A pass in whose middle something happens to a member, or to the specification. */
  Move interrupted(World world, int at, String what, By by, UnaryOperator<World> event) {
    return move(
        "operator, and before write %d: %s".formatted(at, what),
        by,
        () -> operator.pass(world, world, world, Mishap.meanwhile(at, event), true).world());
  }

  // ---- faults

  /** What can go wrong with one member. The adversary never destroys the last copy. */
  List<Fault> faults(World world) {
    List<Fault> faults = new ArrayList<>();
    world
        .those(m -> m.mode() != Mode.DOWN)
        .ordinals()
        .forEach(i -> faults.add(new Fault("kill " + i, w -> killed(w, i))));
    world
        .those(m -> m.pod().isPresent())
        .ordinals()
        .forEach(i -> faults.add(new Fault("pod is lost " + i, w -> Volumes.ended(w, i))));
    world
        .those(m -> m.claim().isPresent() && m.disk().data())
        .ordinals()
        .filter(i -> mayBeWiped(world, i))
        .forEach(i -> {
          faults.add(new Fault("disk is wiped " + i, w -> wiped(w, i)));
          faults.add(new Fault("new volume " + i, w -> replaced(w, i)));
        });
    if (world.leader().isPresent()) {
      Members alone = world.in(Mode.LEADING);
      faults.add(new Fault("leader fails with a write of its own", w -> abandoned(w, alone)));
      faults.add(
          new Fault("leader fails with a write that all have", w -> abandoned(w, w.synced())));
      if (world.committed().voters().count() > 1) {
        faults.add(new Fault("leader is cut off", Moves::cutOff));
      }
    }
    return faults;
  }

  /** Something that goes wrong. */
  record Fault(String what, UnaryOperator<World> effect) {
    Move move(World world) {
      return new Move(what, By.ADVERSARY, () -> effect.apply(world));
    }
  }

  private static World abandoned(World world, Members reached) {
    return world.leader().isEmpty() ? world : Zab.abandoned(world, Optional.empty(), reached);
  }

  private static World cutOff(World world) {
    return world.leader().isEmpty() ? world : Zab.cutOff(world);
  }

  private static World killed(World world, int i) {
    return Zab.settled(world.change(i, m -> m.as(Mode.DOWN)));
  }

  private static World wiped(World world, int i) {
    return mayBeWiped(world, i)
        ? Zab.settled(world.change(i, m -> m.as(Mode.DOWN).with(Disk.EMPTY)))
        : world;
  }

  private static World replaced(World world, int i) {
    return mayBeWiped(world, i) ? Zab.settled(world.change(i, Member::withNewVolume)) : world;
  }

  /**
   * Without a majority that has its data, and that knows from its own list that it votes, nobody
   * could ever serve again, by design (Z30); neither of the configuration nor of one that is
   * proposed, and a leader that is cut off may still propose one.
   */
  private static boolean mayBeWiped(World world, int i) {
    Members rest = believed(world).without(i);
    return world.in(Mode.DEPOSED).isEmpty()
        && rest.decideFor(world.committed().voters())
        && world.members().stream()
            .flatMap(m -> m.disk().tail().flatMap(Disk.Proposal::config).stream())
            .allMatch(config -> rest.decideFor(config.voters()));
  }

  private static Members believed(World world) {
    return new Members(
        world
            .those(m -> m.disk().data())
            .ordinals()
            .filter(i -> world.member(i).disk().list().voters().has(i))
            .map(i -> 1 << i)
            .sum());
  }
}
