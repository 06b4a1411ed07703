package dev.quorate.simulation.membership;

import java.util.function.UnaryOperator;

/**
 * What goes wrong in one pass.
 *
 * @param at before which write, counted from 0; the writes before it succeed
 * @param kind what goes wrong there
 * @param meanwhile what happens to the world right before that write
 * @param silent members whose answers do not arrive
 */
record Mishap(int at, Kind kind, UnaryOperator<World> meanwhile, Members silent) {
  enum Kind {
    /** Nothing, except what happens meanwhile. */
    NONE,
    /** The operator dies before it, or it is refused. */
    NOT_DONE,
    /** It is done, and the operator dies before it hears of it. */
    ANSWER_LOST,
    /** A reconfiguration reaches the leader only, which then fails. */
    LEADER_ALONE,
    /** It reaches everybody, and the leader fails before it commits. */
    LEADER_AND_ALL,
    /** It is under way while the operator has given up on it. */
    LATE
  }

  private static final int NEVER = Integer.MAX_VALUE;

  static final Mishap NO = deaf(Members.NONE);

  static Mishap of(int at, Kind kind) {
    return new Mishap(at, kind, UnaryOperator.identity(), Members.NONE);
  }

  static Mishap meanwhile(int at, UnaryOperator<World> event) {
    return new Mishap(at, Kind.NONE, event, Members.NONE);
  }

  static Mishap deaf(Members silent) {
    return new Mishap(NEVER, Kind.NONE, UnaryOperator.identity(), silent);
  }
}
