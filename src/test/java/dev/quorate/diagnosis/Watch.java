package dev.quorate.diagnosis;

import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An ensemble that is looked at every 15 seconds. */
final class Watch {
  private static final Duration BETWEEN = Duration.ofSeconds(15);

  private Instant time = ObservedStates.NOW;
  private Diagnosis diagnosis = Diagnosis.nothing();
  private Thresholds thresholds = Thresholds.shipped();

  Watch with(Thresholds newThresholds) {
    thresholds = newThresholds;
    return this;
  }

  /** The same is seen so many times. */
  Watch sees(int times, Supplier<Scene> scene) {
    for (int i = 0; i < times; i++) {
      time = time.plus(BETWEEN);
      diagnosis = diagnosis.next(scene.get().thresholds(thresholds).at(time));
    }
    return this;
  }

  Watch seesForMinutes(int minutes, Supplier<Scene> scene) {
    return sees(4 * minutes, scene);
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }

  Instant time() {
    return time;
  }

  /** Each as its reason, or as {@code reason of pod}. */
  List<String> problems() {
    return diagnosis.problems().stream()
        .map(p -> p.member().map(pod -> p.reason() + " of " + pod).orElse(p.reason()))
        .toList();
  }

  /** The problem that explains the others. */
  Optional<Problem> rootCause() {
    return diagnosis.problems().stream().findFirst();
  }

  Problem problem(String reason) {
    return diagnosis.problems().stream()
        .filter(p -> p.reason().equals(reason))
        .findFirst()
        .orElseThrow(() -> new AssertionError(reason + " is not among " + problems()));
  }
}
