package dev.quorate.validation;

import dev.quorate.api.ZookeeperClusterSpec;
import dev.quorate.model.ZooKeeperVersion;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;

/**
 * What the rules look at.
 *
 * @param spec with its sections, lists and maps filled in; single values stay null when absent
 * @param running what the members run now, when there are some
 */
record Subject(
    ObjectMeta metadata,
    ZookeeperClusterSpec spec,
    OperatorDefaults defaults,
    Tables tables,
    Optional<ZooKeeperVersion> running) {

  /** The text of the version that is asked for, or the one that an absent version means. */
  String versionText() {
    return Absent.or(spec.version(), tables.versions().fallback().toString());
  }
}
