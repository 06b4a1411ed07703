package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Member.Mode;
import dev.quorate.simulation.membership.World.Listed;
import java.util.Optional;

/** What Kubernetes and the start script do with pods and volumes. */
final class Volumes {
  private Volumes() {}

  /**
   * The StatefulSet controller takes away the pods that are too many, and makes those that are
   * missing; one whose volume is being deleted waits.
   *
   * @param claimsGo whether the claim of a pod that is too many goes with it
   */
  static World controlled(World world, boolean claimsGo) {
    int pods = world.pods().orElse(0);
    Members few = Members.first(pods);
    Members present = world.those(m -> m.pod().isPresent());
    Members going = world.those(m -> m.claim().map(Member.Claim::going).orElse(false));
    return world.pods().isEmpty()
        ? world
        : world
            .change(present.minus(few), m -> m.leaving(claimsGo))
            .change(few.minus(present).minus(going), m -> m.made(world.template()));
  }

  static Members terminating(World world) {
    return world.those(m -> m.pod().map(Member.Pod::terminating).orElse(false));
  }

  /** A pod ends, and with it a claim that shall not outlive it. */
  static World ended(World world, int ordinal) {
    boolean left =
        world.member(ordinal).pod().filter(p -> p.going() == Member.Going.FOR_GOOD).isPresent()
            && !world.committed().voters().has(ordinal);
    return Zab.settled(
        world.change(
            ordinal,
            m -> {
              var gone = m.withPod(Optional.empty());
              return m.claim().map(Member.Claim::going).orElse(false)
                  ? gone.with(Disk.EMPTY).with(Optional.<Member.Claim>empty())
                  : left ? gone.with(gone.disk().leftBehind()) : gone;
            }));
  }

  /**
   * What {@code start.sh} decides: a volume is that of a current member when its own newest list
   * and the membership list both name it. Else what is on it is set aside, unless this member was
   * joining before, or is listed as one that has everything.
   *
   * @param mounted the membership list as this pod sees it
   */
  static World started(World world, int ordinal, Optional<Listed> mounted) {
    Disk disk = world.member(ordinal).disk();
    if (mounted.isEmpty()) {
      return world;
    }
    if (isCurrent(disk, ordinal, mounted.get())) {
      return world.change(ordinal, m -> m.with(disk.startedAsJoiner(false)).as(Mode.LOOKING));
    }
    if (mounted.get().voters().without(ordinal).isEmpty()) {
      return world; // refused: there is nobody to copy from
    }
    boolean confirmed = disk.joiner() || mounted.get().observers().has(ordinal);
    Disk kept = confirmed ? disk : Disk.EMPTY;
    return world.change(ordinal, m -> m.with(kept.startedAsJoiner(true)).as(Mode.JOINING));
  }

  private static boolean isCurrent(Disk disk, int ordinal, Listed mounted) {
    return disk.data() && disk.list().voters().has(ordinal) && mounted.all().has(ordinal);
  }

  /** Everything that the resource owns goes; the volumes stay. */
  static World deleted(World world) {
    World gone = world.withWanted(0).withListed(Optional.empty()).withSet(Optional.empty());
    for (int i = 0; i < world.members().size(); i++) {
      gone = gone.member(i).pod().isPresent() ? ended(gone, i) : gone;
    }
    return gone.withFormedInStatus(false);
  }
}
