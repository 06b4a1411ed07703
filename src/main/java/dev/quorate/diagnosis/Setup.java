package dev.quorate.diagnosis;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Names;
import dev.quorate.model.ZooKeeperVersion;
import java.util.List;
import java.util.Map;

/**
 * What a person asked for, as far as rules compare with it.
 *
 * @param config keys of zoo.cfg that the specification sets
 * @param defects known ones, by release; a release that is not named has none
 */
public record Setup(
    Names names, Map<String, String> config, Map<ZooKeeperVersion, List<String>> defects) {
  public Setup {
    config = Map.copyOf(config);
    defects = Map.copyOf(defects);
  }

  public static Setup of(Ensemble ensemble, Map<ZooKeeperVersion, List<String>> defects) {
    return new Setup(ensemble.names(), ensemble.config(), defects);
  }
}
