package dev.quorate.validation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The keys of zoo.cfg. Source: {@code config-keys.yaml}, hazards G11 to G27, Z1, Z2, Z4, Z22, Z45,
 * Z65, Z75, Z83.
 *
 * @param integers keys with a whole number, and its bounds
 * @param misnamed names that the ZooKeeper documentation uses without effect, and the working ones
 */
public record ConfigKeys(
    List<RefusedKeys> refused,
    List<RefusedValue> refusedValues,
    SortedMap<String, Bounds> integers,
    SortedSet<String> booleans,
    SortedSet<String> texts,
    SortedMap<String, String> misnamed) {

  /** Keys that a user may not set, with one reason for all of them. */
  public record RefusedKeys(
      List<String> keys, List<String> prefixes, String reason, String remedy) {
    public RefusedKeys {
      keys = keys == null ? List.of() : List.copyOf(keys);
      prefixes = prefixes == null ? List.of() : List.copyOf(prefixes);
    }

    boolean covers(String key) {
      return keys.contains(key) || prefixes.stream().anyMatch(key::startsWith);
    }
  }

  /** Values that a key may not have. */
  public record RefusedValue(String key, List<String> values, String reason, String remedy) {}

  /**
   * Smallest and largest value, both allowed. Without bounds any whole number of nine digits will
   * do.
   */
  public record Bounds(Long min, Long max) {
    private static final long UNBOUNDED = 999_999_999L;

    public Bounds {
      min = min == null ? Long.valueOf(-UNBOUNDED) : min;
      max = max == null ? Long.valueOf(UNBOUNDED) : max;
    }

    boolean contain(long value) {
      return min <= value && value <= max;
    }
  }

  Optional<RefusedKeys> refusalOf(String key) {
    return refused.stream().filter(r -> r.covers(key)).findFirst();
  }

  boolean knows(String key) {
    return integers.containsKey(key) || booleans.contains(key) || texts.contains(key);
  }

  SortedSet<String> known() {
    var known = new TreeSet<>(integers.keySet());
    known.addAll(booleans);
    known.addAll(texts);
    return known;
  }
}
