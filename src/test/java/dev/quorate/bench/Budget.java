package dev.quorate.bench;

import java.util.function.ToDoubleFunction;

/**
 * What a measurement may cost at most.
 *
 * @param of which of its numbers counts
 */
record Budget(String text, double limit, ToDoubleFunction<Samples> of) {

  static Budget median(double limit, String unit) {
    return new Budget(
        "median ≤ %s %s".formatted(Figures.text(limit), unit), limit, Samples::median);
  }

  static Budget p99(double limit, String unit) {
    return new Budget("p99 ≤ %s %s".formatted(Figures.text(limit), unit), limit, Samples::p99);
  }

  static Budget max(double limit, String unit) {
    return new Budget("≤ %s %s".formatted(Figures.text(limit), unit), limit, Samples::max);
  }

  /** How much of the budget is used up: 1.00 is all of it. Of nothing, nothing may be used. */
  String used(Samples samples) {
    double value = of.applyAsDouble(samples);
    if (limit == 0) {
      return value == 0 ? "kept" : "missed";
    }
    return "%.2f".formatted(value / limit);
  }
}
