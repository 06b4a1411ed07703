package dev.quorate.cli;

import java.util.Optional;

/**
 * What Kubernetes has of a member's pod.
 *
 * @param ip where it is reached from inside the cluster
 * @param state its phase, or what keeps its container from running
 * @param restarts of the container that runs ZooKeeper
 */
record SeenPod(
    String name, Optional<String> ip, String state, boolean ready, int restarts, String node) {
  static final String RUNNING = "Running";

  boolean runs() {
    return state.equals(RUNNING);
  }

  String text() {
    String count = restarts == 1 ? "1 restart" : restarts + " restarts";
    String name = runs() && !ready ? RUNNING + ", not ready" : state;
    return restarts == 0 ? name : name + ", " + count;
  }
}
