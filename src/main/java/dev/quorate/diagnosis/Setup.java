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
 * @param thresholds of its rules
 * @param defects known ones, by release; a release that is not named has none
 */
public record Setup(
    Names names,
    Map<String, String> config,
    Thresholds thresholds,
    Map<ZooKeeperVersion, List<String>> defects) {
  public Setup {
    config = Map.copyOf(config);
    defects = Map.copyOf(defects);
  }

  /**
   * Of an ensemble that may have thresholds of its own.
   *
   * @param usual thresholds of all ensembles of the operator
   */
  public static Setup of(
      Ensemble ensemble, Thresholds usual, Map<ZooKeeperVersion, List<String>> defects) {
    return new Setup(
        ensemble.names(), ensemble.config(), usual.with(ensemble.thresholds()), defects);
  }
}
