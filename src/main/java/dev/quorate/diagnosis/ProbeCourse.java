package dev.quorate.diagnosis;

import dev.quorate.model.ProbeRound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How the latest rounds of the performance probe through one member went. A value: each round is
 * folded into the next one.
 *
 * @param failures rounds in a row that failed, up to the latest
 * @param why the latest of them failed, empty when there is none
 * @param slowest for the slowest request of each of the latest rounds that passed
 */
public record ProbeCourse(int failures, String why, List<Duration> slowest) {
  /** No round was made, or nobody asks for any. */
  public static final ProbeCourse NONE = new ProbeCourse(0, "", List.of());

  private static final int KEPT = 10;

  /** Fewer say nothing about what is usual. */
  private static final int ENOUGH = 5;

  private static final double NANOS_PER_MILLI = 1e6;

  public ProbeCourse {
    slowest = List.copyOf(slowest);
  }

  /** With one more round. */
  public ProbeCourse after(ProbeRound round) {
    return switch (round) {
      case ProbeRound.Passed(var create, var read, var delete, var watch) ->
          new ProbeCourse(
              0,
              "",
              latest(
                  Stream.of(create, read, delete, watch)
                      .max(Duration::compareTo)
                      .orElse(Duration.ZERO)));
      case ProbeRound.Failed(String reason) -> new ProbeCourse(failures + 1, reason, slowest);
      case ProbeRound.Abandoned _ -> this;
    };
  }

  private List<Duration> latest(Duration newest) {
    List<Duration> all = new ArrayList<>(slowest);
    all.add(newest);
    return all.subList(Math.max(0, all.size() - KEPT), all.size());
  }

  public boolean isFailing() {
    return failures > 0;
  }

  /**
   * Milliseconds for the slowest request of a round in the middle of the latest ones: of ten, a
   * higher quantile would be one outlier. Unknown of too few.
   */
  OptionalDouble usualMillis() {
    if (slowest.size() < ENOUGH) {
      return OptionalDouble.empty();
    }
    var sorted = slowest.stream().sorted().toList();
    return OptionalDouble.of(sorted.get(sorted.size() / 2).toNanos() / NANOS_PER_MILLI);
  }
}
