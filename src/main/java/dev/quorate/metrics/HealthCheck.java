package dev.quorate.metrics;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be in order.
 *
 * @param problem what is wrong, as a sentence for people; empty while all is well. An exception
 *     counts as a problem.
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {

  Optional<String> ask() {
    try {
      return problem.get();
    } catch (RuntimeException e) {
      return Optional.of("the check itself failed: " + e);
    }
  }
}
