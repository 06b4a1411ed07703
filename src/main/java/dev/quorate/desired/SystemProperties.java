package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Options that ZooKeeper reads as system properties without its usual prefix: in zoo.cfg they would
 * have no effect, so those in {@code spec.config} reach the server on the command line.
 */
final class SystemProperties {
  // Taken from the byte code of 3.8.6 and 3.9.5.
  static final Set<String> WITHOUT_PREFIX =
      Set.of(
          "follower.nodelay",
          "jute.maxbuffer",
          "leader.nodelay",
          "readonlymode.enabled",
          "znode.container.checkIntervalMs",
          "znode.container.maxNeverUsedIntervalMs",
          "znode.container.maxPerMinute");

  private SystemProperties() {}

  static boolean isRead(String key) {
    return WITHOUT_PREFIX.contains(key);
  }

  static SortedMap<String, String> of(Ensemble ensemble) {
    var properties = new TreeMap<String, String>();
    // Off before 3.10: containers that nobody ever put a child into would pile up.
    properties.put("znode.container.maxNeverUsedIntervalMs", "300000");
    ensemble.config().forEach((key, value) -> put(properties, key, value));
    return properties;
  }

  private static void put(SortedMap<String, String> properties, String key, String value) {
    if (isRead(key)) {
      properties.put(key, value);
    }
  }
}
