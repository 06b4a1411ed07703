package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Disk.Proposal;
import dev.quorate.simulation.membership.Member.Mode;
import dev.quorate.simulation.membership.World.Request;
import dev.quorate.simulation.membership.World.Term;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * ZooKeeper's rules, as far as a change of the membership depends on them. Each method is one thing
 * that an ensemble does; which of those that are possible happens is for {@link Moves} to say.
 */
final class Zab {
  private Zab() {}

  // ---- elections

  /**
   * Who could win an election now. The newest list that anybody in it has on its volume decides who
   * votes; a server without a database is ignored; the newest epoch wins, then the longest history,
   * then the highest id. A quorum need not wait for the others, so everybody wins who is ahead of a
   * majority.
   */
  static Members winners(World world, Members group) {
    return new Members(
        electing(world, group)
            .and(newestList(world, group).voters())
            .ordinals()
            .filter(i -> canWin(world, group, i))
            .map(i -> 1 << i)
            .sum());
  }

  private static Members electing(World world, Members group) {
    var looking = world.in(Mode.LOOKING).or(world.in(Mode.JOINING));
    return group.and(looking).and(world.those(m -> m.disk().data()));
  }

  /** A new membership that the winner knows of needs its own majority as well. */
  private static boolean canWin(World world, Members group, int winner) {
    Members supporters = supporters(world, group, winner);
    return supporters.decideFor(newestList(world, group).voters())
        && supporters.decideFor(knows(world, winner).voters());
  }

  /**
   * Whoever votes prefers itself to those behind it; one that does not vote yet follows anybody.
   */
  private static Members supporters(World world, Members group, int winner) {
    Members voters = newestList(world, group).voters();
    Members proposed = knows(world, winner).voters().minus(voters);
    Members electing = electing(world, group);
    return new Members(
            electing
                .and(voters)
                .ordinals()
                .filter(i -> isAhead(world, winner, i))
                .map(i -> 1 << i)
                .sum())
        .or(electing.and(proposed))
        .with(winner);
  }

  private static boolean isAhead(World world, int one, int other) {
    long first = world.member(one).disk().rank();
    long second = world.member(other).disk().rank();
    return first > second || (first == second && one > other);
  }

  /** The newest membership in a server's history, committed or not. */
  private static Config knows(World world, int ordinal) {
    Disk disk = world.member(ordinal).disk();
    Config known =
        disk.has() >= world.committed().place()
            ? disk.list().newer(world.committed())
            : disk.list();
    return disk.tail().flatMap(Proposal::config).orElse(known);
  }

  private static Config newestList(World world, Members group) {
    return group
        .and(world.in(Mode.LOOKING))
        .ordinals()
        .mapToObj(i -> world.member(i).disk().list())
        .reduce(Config.NONE, Config::newer);
  }

  /** The winner commits what it has, and those that voted for it follow. */
  static World elected(World world, Members group, int winner) {
    Members supporters = supporters(world, group, winner);
    Disk disk = world.member(winner).disk();
    int epoch = world.term().epoch() + 1;
    Config known = knows(world, winner);
    World next = world.withTerm(new Term(epoch, world.history()));
    Disk leads = disk.leads(epoch);
    if (disk.tail().isPresent()) {
      next = next.withCommitted(next.committed().newer(known), next.history() + 1);
      leads = leads.committed(disk.has() + 1, known);
    } else {
      leads = leads.committed(disk.has(), known);
    }
    Disk now = leads;
    next =
        next.change(supporters, m -> m.with(m.disk().syncedWith(now)).as(Mode.FOLLOWING))
            .change(winner, m -> m.with(now).as(Mode.LEADING));
    return settled(next);
  }

  /** A leader that is no voter, or that a majority does not follow, steps down. */
  static World settled(World world) {
    var leader = world.leader();
    if (leader.isPresent()) {
      Members voters = world.member(leader.getAsInt()).disk().list().voters();
      if (voters.has(leader.getAsInt()) && world.synced().decideFor(voters)) {
        return world;
      }
    }
    return world.synced().isEmpty() ? world : world.change(world.synced(), m -> m.as(Mode.LOOKING));
  }

  // ---- who can talk with whom

  /** All that a process reaches, itself included: along the lists, whoever of two has the other. */
  static Members group(World world, int ordinal) {
    Members running = world.those(m -> m.mode() != Mode.DOWN && m.mode() != Mode.DEPOSED);
    Members group = Members.only(ordinal);
    while (true) {
      Members known = group;
      Members next =
          new Members(
              running
                  .ordinals()
                  .filter(i ->
                      known.has(i)
                          || !contacts(world, i).and(known).isEmpty()
                          || known.ordinals().anyMatch(k -> contacts(world, k).has(i)))
                  .map(i -> 1 << i)
                  .sum());
      if (next.equals(group)) {
        return group;
      }
      group = next;
    }
  }

  private static Members contacts(World world, int ordinal) {
    return world.member(ordinal).mode() == Mode.JOINING
        ? world.listed().map(World.Listed::all).orElse(Members.NONE)
        : world.member(ordinal).disk().list().voters();
  }

  // ---- while a leader leads

  /** A server copies what the leader has and follows it, whether it has a vote or not. */
  static World follows(World world, int ordinal) {
    Disk leader = world.member(world.leader().orElseThrow()).disk();
    return world.change(ordinal, m -> m.with(m.disk().syncedWith(leader)).as(Mode.FOLLOWING));
  }

  /**
   * Whom a proposal may reach before it is committed: the leader, and as many as these majorities
   * need, counted from below or from above.
   */
  static Members reached(World world, boolean fromBelow, Members... majorities) {
    Members reached = world.in(Mode.LEADING);
    int names = world.members().size();
    for (int n = 0; n < names; n++) {
      int i = fromBelow ? n : names - 1 - n;
      if (decides(reached, majorities)) {
        return reached;
      }
      reached = world.synced().has(i) ? reached.with(i) : reached;
    }
    return reached;
  }

  private static boolean decides(Members reached, Members... majorities) {
    return IntStream.range(0, majorities.length).allMatch(i -> reached.decideFor(majorities[i]));
  }

  /** A write that these acknowledged, a majority of the voters among them. */
  static World written(World world, Members reached) {
    int history = world.history() + 1;
    Config known = world.member(world.leader().orElseThrow()).disk().list();
    return world
        .withCommitted(world.committed(), history)
        .change(reached, m -> m.with(m.disk().committed(history, known)));
  }

  /** What ZooKeeper answers to a request for another membership. */
  enum Answer {
    ACCEPTED,
    NO_LEADER,
    BAD_VERSION,
    NO_QUORUM
  }

  /** The joiner need not be there: a majority of the new voters that follows is enough (Z7). */
  static Answer answer(World world, Request request) {
    if (world.leader().isEmpty()) {
      return Answer.NO_LEADER;
    }
    Config now = world.member(world.leader().getAsInt()).disk().list();
    if (request.from() >= 0 && request.from() != now.version()) {
      return Answer.BAD_VERSION;
    }
    Members voters = request.applied(now.voters());
    return !voters.isEmpty() && world.synced().decideFor(voters)
        ? Answer.ACCEPTED
        : Answer.NO_QUORUM;
  }

  /**
   * Committed when a majority of the old voters and one of the new have acknowledged it. A leader
   * that leaves steps down.
   */
  static World reconfigured(World world, Request request, boolean fromBelow) {
    Members old = world.committed().voters();
    Members voters = request.applied(old);
    int history = world.history() + 1;
    Config config = Config.at(world.term().epoch(), history, voters);
    Members reached = reached(world, fromBelow, old, voters);
    return settled(
        world
            .withCommitted(config, history)
            .change(reached, m -> m.with(m.disk().committed(history, config))));
  }

  /** Nobody hears of the leader any more; its followers look for another, it still leads. */
  static World cutOff(World world) {
    int leader = world.leader().orElseThrow();
    return world
        .change(world.in(Mode.FOLLOWING), m -> m.as(Mode.LOOKING))
        .change(leader, m -> m.as(Mode.DEPOSED));
  }

  /**
   * What a leader that is cut off proposes stays on its own volume; it learns no outcome. It
   * proposes no membership of whose voters a majority did not follow it: a process that ended
   * before has closed its connection.
   */
  static World proposedAlone(World world, int deposed, Optional<Request> request) {
    Disk disk = world.member(deposed).disk();
    var config =
        request.map(r -> Config.at(disk.epoch(), disk.has() + 1, r.applied(disk.list().voters())));
    boolean isRefused =
        config.filter(c -> !world.those(m -> m.disk().data()).decideFor(c.voters())).isPresent();
    return isRefused || disk.tail().isPresent()
        ? world
        : world.change(deposed, m -> m.with(disk.proposed(new Proposal(config))));
  }

  /** The leader fails while its proposal has reached these and is not committed. */
  static World abandoned(World world, Optional<Request> request, Members reached) {
    int leader = world.leader().orElseThrow();
    Optional<Config> config =
        request.map(r ->
            Config.at(
                world.term().epoch(), world.history() + 1, r.applied(world.committed().voters())));
    Members current =
        new Members(
            reached
                .ordinals()
                .filter(i -> world.member(i).disk().has() == world.history())
                .map(i -> 1 << i)
                .sum());
    return settled(
        world
            .change(current, m -> m.with(m.disk().proposed(new Proposal(config))))
            .change(leader, m -> m.as(Mode.DOWN)));
  }
}
