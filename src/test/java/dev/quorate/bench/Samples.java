package dev.quorate.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The same thing measured again and again.
 *
 * @param sorted from the smallest to the largest
 */
record Samples(String unit, List<Double> sorted) {

  Samples {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = sorted.stream().sorted().toList();
  }

  static Samples of(String unit, double... values) {
    return new Samples(unit, DoubleStream.of(values).boxed().toList());
  }

  static Samples millis(List<Duration> durations) {
    return new Samples("ms", durations.stream().map(d -> d.toNanos() / 1e6).toList());
  }

  int count() {
    return sorted.size();
  }

  double min() {
    return sorted.getFirst();
  }

  double median() {
    return sorted.get((count() - 1) / 2);
  }

  double p99() {
    return sorted.get((int) Math.ceil(count() * 0.99) - 1);
  }

  double max() {
    return sorted.getLast();
  }
}
