package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.ZooKeeperVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Defaults that only some ZooKeeper lines know; a newer line knows what older ones do. */
final class VersionConfig implements ZooCfgFragment {
  private record Since(ZooKeeperVersion version, String key, String value) {}

  private static final ZooKeeperVersion V3_9 = new ZooKeeperVersion(3, 9, 0);

  private static final List<Since> TABLE =
      List.of(
          // Both accept any digest user while the ACL of / is world:anyone, as it is by default.
          new Since(V3_9, "admin.snapshot.enabled", "false"),
          new Since(V3_9, "admin.restore.enabled", "false"));

  @Override
  public Map<String, String> defaults(Ensemble ensemble) {
    var keys = new TreeMap<String, String>();
    TABLE.stream()
        .filter(since -> since.version().compareTo(ensemble.version()) <= 0)
        .forEach(since -> keys.put(since.key(), since.value()));
    return keys;
  }
}
