package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Member.Mode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What must never happen, each by its name. */
enum Laws {
  /** Every transaction that was committed is in the history of whoever leads (I7). */
  NOTHING_LOST {
    @Override
    boolean isBroken(World before, World after, By by) {
      return after
          .in(Mode.LEADING)
          .ordinals()
          .anyMatch(i -> after.member(i).disk().has() != after.history());
    }
  },
  /** Two that lead could both commit. */
  ONE_LEADER {
    @Override
    boolean isBroken(World before, World after, By by) {
      return after.in(Mode.LEADING).count() > 1;
    }
  },
  /** Whoever is committed is listed, so that its volume is believed when it restarts. */
  COMMITTED_ARE_LISTED {
    @Override
    boolean isBroken(World before, World after, By by) {
      return !areUnlisted(before) && areUnlisted(after);
    }

    private boolean areUnlisted(World world) {
      return world.listed().isPresent()
          && !world.committed().voters().isIn(world.listed().get().all());
    }
  },
  /** Whoever is committed has a pod, or will have one: pods go after their members left (I5). */
  COMMITTED_HAVE_PODS {
    @Override
    boolean isBroken(World before, World after, By by) {
      return !areMissing(before) && areMissing(after);
    }

    private boolean areMissing(World world) {
      return world.pods().isPresent() && world.pods().get() < world.committed().voters().pods();
    }
  },
  /** Before pods go, a write was committed without their members (I5). */
  BARRIER_BEFORE_PODS_GO {
    @Override
    boolean isBroken(World before, World after, By by) {
      return before.pods().isPresent()
          && after.pods().isPresent()
          && after.pods().get() < before.pods().get()
          && after.history() <= after.committed().place();
    }
  },
  /** One member joins or leaves at a time (I3). */
  ONE_CHANGE {
    @Override
    boolean isBroken(World before, World after, By by) {
      Members one = before.committed().voters();
      Members other = after.committed().voters();
      return one.minus(other).or(other.minus(one)).count() > 1;
    }
  },
  /**
   * Nothing that the operator does ends service, unless it is the leader that leaves (I1, I6). What
   * may be restarted is a law of its own.
   */
  SERVICE_GOES_ON {
    @Override
    boolean isBroken(World before, World after, By by) {
      return by != By.ADVERSARY
          && by != By.LATE
          && before.leader().isPresent()
          && after.leader().isEmpty()
          && Volumes.terminating(before).and(before.committed().voters()).isEmpty()
          && after.committed().voters().has(before.leader().getAsInt());
    }
  },
  /**
   * Whoever gets a vote does not cost the ensemble the loss of a member that it could bear (I4).
   */
  JOINER_KEEPS_MARGIN {
    @Override
    boolean isBroken(World before, World after, By by) {
      return by == By.OPERATOR
          && after.committed().voters().count() > before.committed().voters().count()
          && after.mayLose() < before.mayLose();
    }
  },
  /** Whoever is restarted, the others are enough to go on (I1); but an only voter has no others. */
  RESTART_KEEPS_QUORUM {
    @Override
    boolean isBroken(World before, World after, By by) {
      Members voters = after.committed().voters();
      Members restarted = going(after).minus(going(before)).and(before.committed().voters());
      return by != By.ADVERSARY
          && voters.count() > 1
          && !restarted.and(voters).isEmpty()
          && !after.synced().minus(going(after)).decideFor(voters);
    }

    private Members going(World world) {
      return Volumes.terminating(world);
    }
  },
  /** The volume of a member that left is never that of a voter again (I7). */
  LEFT_IS_LEFT {
    @Override
    boolean isBroken(World before, World after, By by) {
      return after.members().stream().anyMatch(m -> m.mode() == Mode.LOOKING && m.disk().left());
    }
  };

  /** Who did it. */
  enum By {
    /** A pass in which nothing interfered. */
    OPERATOR,
    /** A pass in which something did, and which harmed no process itself; Kubernetes. */
    PLATFORM,
    /** A fault, or a pass with a fault in its middle. */
    ADVERSARY,
    /**
     * A request that was given up, and is done after all, to the configuration for which it was
     * made. Nobody can prevent that: the next pass reads what has become of it.
     */
    LATE
  }

  abstract boolean isBroken(World before, World after, By by);

  static Optional<Laws> broken(World before, World after, By by) {
    return broken(before, after, by, EnumSet.allOf(Laws.class));
  }

  static Optional<Laws> broken(World before, World after, By by, Set<Laws> laws) {
    for (Laws law : laws) {
      if (law.isBroken(before, after, by)) {
        return Optional.of(law);
      }
    }
    return Optional.empty();
  }
}
