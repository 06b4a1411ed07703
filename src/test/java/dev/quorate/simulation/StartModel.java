package dev.quorate.simulation;

import dev.quorate.simulation.Disk.Kind;
import dev.quorate.simulation.SimMember.SimPod;
import dev.quorate.simulation.SimMember.Vote;
import java.util.Optional;

/** What start.sh decides when a process starts, and a naive version of it. */
enum StartModel {
  /** As shipped. */
  SHIPPED {
    @Override
    boolean mayBootstrap(World world, SimMember member, SimPod pod) {
      boolean wipedInThisPod = pod.stamp() && member.disk().kind() == Kind.EMPTY;
      return pod.bootstrapFlag() && !world.membership().orElse(true) && !wipedInThisPod;
    }
  },
  /** ZooKeeper's default: an empty database is created wherever there is none. */
  AUTOCREATE {
    @Override
    boolean mayBootstrap(World world, SimMember member, SimPod pod) {
      return true;
    }
  };

  abstract boolean mayBootstrap(World world, SimMember member, SimPod pod);

  World start(World world, int index) {
    SimMember member = world.members().get(index);
    SimPod pod = member.pod().orElseThrow();
    if (world.membership().isEmpty()) {
      return world; // the pod waits for the ConfigMap that it mounts
    }
    if (member.disk().kind() == Kind.DATA) {
      return world.change(index, m -> m.with(process(pod, pod.stamp(), Vote.VOTES)));
    }
    return mayBootstrap(world, member, pod)
        ? world.change(index, m -> m.with(Disk.BOOTSTRAPPED).with(process(pod, true, Vote.VOTES)))
        : world.change(index, m -> m.with(process(pod, pod.stamp(), Vote.WAITS)));
  }

  private static Optional<SimPod> process(SimPod pod, boolean stamp, Vote vote) {
    return Optional.of(new SimPod(pod.bootstrapFlag(), stamp, vote));
  }
}
