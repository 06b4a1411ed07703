package dev.quorate.scenario.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/** What happened last to a session: where its client connected, and when it was disconnected. */
final class Course {
  private static final int KEPT = 30;

  private final Deque<String> steps = new ArrayDeque<>();

  synchronized void add(String step) {
    if (steps.size() == KEPT) {
      steps.removeFirst();
    }
    steps.add("%s %s".formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), step));
  }

  @Override
  public synchronized String toString() {
    return String.join("\n", steps);
  }
}
