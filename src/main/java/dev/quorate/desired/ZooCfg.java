package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The static part of zoo.cfg. A key has the value of the first of these that names it:
 *
 * <ol>
 *   <li>what the operator owns,
 *   <li>what the user asks for in {@code spec.config},
 *   <li>the operator's defaults, some of them by ZooKeeper line.
 * </ol>
 *
 * The start script adds what depends on the pod: directories, addresses, the list of servers, and
 * the superuser's digest. ZooKeeper turns a key that it does not know into the system property
 * {@code zookeeper.<key>}, so nearly every option can stand here; the rest is a JVM option ({@link
 * SystemProperties}).
 */
final class ZooCfg {
  private static final List<ZooCfgFragment> FRAGMENTS =
      List.of(
          new DataSafetyConfig(),
          new MembershipConfig(),
          new ObservationConfig(),
          new TimingConfig(),
          new ConnectionConfig(),
          new DiskConfig(),
          new VersionConfig());

  private ZooCfg() {}

  static String of(Ensemble ensemble) {
    var keys = new TreeMap<String, String>();
    FRAGMENTS.forEach(fragment -> keys.putAll(fragment.defaults(ensemble)));
    keys.putAll(ensemble.config());
    keys.keySet().removeIf(SystemProperties::isRead);
    keys.putAll(owned());
    return PropertiesText.of(keys);
  }

  /** Keys that a user cannot set, with the values that they have. */
  static SortedMap<String, String> owned() {
    var keys = new TreeMap<String, String>();
    FRAGMENTS.forEach(fragment -> keys.putAll(fragment.owned()));
    return keys;
  }
}
