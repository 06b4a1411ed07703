package dev.quorate.scenario.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The writes that the ensemble has promised to keep, in the order of the promises. */
final class Acknowledged {
  private record Promise(String path, Instant time) {}

  private final List<Promise> promises = new ArrayList<>();

  synchronized void add(String path) {
    promises.add(new Promise(path, Instant.now()));
  }

  synchronized List<String> paths() {
    return promises.stream().map(Promise::path).toList();
  }

  synchronized Optional<String> last() {
    return promises.isEmpty() ? Optional.empty() : Optional.of(promises.getLast().path());
  }

  /** The longest time without a promise since a moment. */
  synchronized Duration longestGap(Instant since) {
    var longest = Duration.ZERO;
    var previous = since;
    for (var promise : promises) {
      if (promise.time().isAfter(since)) {
        var gap = Duration.between(previous, promise.time());
        longest = gap.compareTo(longest) > 0 ? gap : longest;
        previous = promise.time();
      }
    }
    return longest;
  }
}
