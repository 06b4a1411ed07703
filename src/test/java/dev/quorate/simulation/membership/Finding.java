package dev.quorate.simulation.membership;

import java.util.List;

/** A law that was broken, or a world that does not come to rest, and what led there. */
record Finding(String what, List<String> trace, World world) {
  Finding {
    trace = List.copyOf(trace);
  }

  @Override
  public String toString() {
    return what + "\n  " + String.join("\n  ", trace) + "\n  " + world;
  }
}
