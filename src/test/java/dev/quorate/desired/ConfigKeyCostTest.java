package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.model.Ensemble;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Topologies;
import dev.quorate.validation.ConfigKeys;
import dev.quorate.validation.ConfigKeys.Bounds;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of zoo.cfg that a user may set reaches the servers, by a restart. */
class ConfigKeyCostTest {
  private static final ConfigKeys KEYS = ShippedTables.read().configKeys();

  static Stream<Arguments> everyKey() {
    Map<String, String[]> values = new TreeMap<>();
    KEYS.integers().forEach((key, bounds) -> values.put(key, numbers(bounds)));
    KEYS.booleans().forEach(key -> values.put(key, new String[] {"true", "false"}));
    KEYS.texts().forEach(key -> values.put(key, new String[] {"one", "two"}));
    values.keySet().removeAll(ZooCfg.owned().keySet());
    return values.entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
  }

  private static String[] numbers(Bounds bounds) {
    long first = Math.clamp(6, bounds.min(), bounds.max());
    return new String[] {Long.toString(first), Long.toString(first + 1)};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyKey")
  void everyKeyIsReadWhenAServerStarts(String key, String one, String other) {
    var set = desired(Ensembles.of(3).config(key, one));
    var changed = desired(Ensembles.of(3).config(key, other));

    assertThat(set.revisions().voters()).isNotEqualTo(changed.revisions().voters());
    assertThat(told(set, key, one)).isTrue();
    assertThat(told(changed, key, other)).isTrue();
    assertThat(told(changed, key, one)).isFalse();
  }

  /** Written with the only value that is not refused, it is what the operator writes anyway. */
  @Test
  void onlyForceSyncMayBeNamedAndIsStillTheOperators() {
    assertThat(ZooCfg.owned().keySet())
        .filteredOn(key ->
            KEYS.integers().containsKey(key)
                || KEYS.booleans().contains(key)
                || KEYS.texts().contains(key))
        .containsExactly("forceSync");
    assertThat(desired(Ensembles.of(3).config("forceSync", "yes")))
        .isEqualTo(desired(Ensembles.of(3)));
  }

  /** In zoo.cfg, or on the command line when ZooKeeper would not look for it in zoo.cfg. */
  private static boolean told(DesiredResources desired, String key, String value) {
    var line = "%s=%s".formatted(key, value);
    var container = desired.voters().getSpec().getTemplate().getSpec().getContainers().getFirst();
    return desired.configuration().getData().get("zoo.cfg").lines().anyMatch(line::equals)
        || container.getEnv().stream()
            .filter(env -> env.getName().equals("SERVER_JVMFLAGS"))
            .flatMap(env -> Stream.of(env.getValue().split(" ")))
            .anyMatch(("-D" + line)::equals);
  }

  private static DesiredResources desired(Ensembles ensembles) {
    Ensemble ensemble = ensembles.build();
    return DesiredResources.of(ensemble, Topologies.formed(ensemble), DesiredCase.SCRIPTS);
  }
}
