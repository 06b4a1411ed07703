package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.testing.Ensembles;
import dev.quorate.validation.ConfigKeys;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooCfgTest {

  @Test
  void whatTheUserAsksForReplacesADefault() {
    assertThat(lines(Ensembles.of(3).config("tickTime", "3000")))
        .contains("tickTime=3000")
        .doesNotContain("tickTime=2000");
  }

  @Test
  void whatTheUserAsksForIsAdded() {
    assertThat(lines(Ensembles.of(3).config("snapCount", "5000"))).contains("snapCount=5000");
  }

  @Test
  void whatTheOperatorOwnsIsNotReplaced() {
    var ensemble = Ensembles.of(3);
    ZooCfg.owned().keySet().forEach(key -> ensemble.config(key, "the user's"));

    assertThat(ZooCfg.of(ensemble.build())).isEqualTo(ZooCfg.of(Ensembles.three()));
  }

  @Test
  void whatTheOperatorOwnsIsRefusedInASpecification() {
    var keys = ShippedTables.read().configKeys();

    assertThat(ZooCfg.owned().keySet())
        .filteredOn(key -> keys.refused().stream().noneMatch(refused -> covers(refused, key)))
        .as("owned keys that a user may set; of forceSync only the harmless value")
        .containsExactly("forceSync");
  }

  private static boolean covers(ConfigKeys.RefusedKeys refused, String key) {
    return refused.keys().contains(key) || refused.prefixes().stream().anyMatch(key::startsWith);
  }

  @Test
  void newerLinesKnowWhatOlderLinesDoNot() {
    assertThat(lines(Ensembles.of(3).version("3.8.6"))).noneMatch(l -> l.contains(".snapshot.en"));
    assertThat(lines(Ensembles.of(3).version("3.9.5"))).contains("admin.snapshot.enabled=false");
    assertThat(lines(Ensembles.of(3).version("3.10.0"))).contains("admin.snapshot.enabled=false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1Gi", "3999Mi", "4G"})
  void aSmallVolumeGetsSmallLogsAndSnapshotsInTime(String size) {
    assertThat(lines(Ensembles.of(3).storage(Ensembles.persistent(size))))
        .contains("preAllocSize=16384", "snapSizeLimitInKb=102400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4Gi", "1Ti"})
  void aLargeVolumeKeepsTheDefaultsOfZooKeeper(String size) {
    assertThat(ZooCfg.of(Ensembles.of(3).storage(Ensembles.persistent(size)).build()))
        .doesNotContain("preAllocSize", "snapSizeLimitInKb");
  }

  @Test
  void saysNothingThatTheStartScriptAdds() {
    assertThat(ZooCfg.of(Ensembles.three()))
        .doesNotContain(
            "dataDir",
            "dataLogDir",
            "dynamicConfigFile",
            "serverAddress",
            "httpHost",
            "superDigest",
            "server.");
  }

  @Test
  void keysOfValidationThatHaveNoPrefixAreHandedToTheJvm() {
    var known = ShippedTables.read().configKeys();
    var plain = new TreeSet<String>(known.integers().keySet());
    plain.addAll(known.booleans());
    plain.addAll(known.texts());

    assertThat(plain).containsAll(SystemProperties.WITHOUT_PREFIX);
  }

  @Test
  void optionsThatZooCfgCannotCarryGoToTheCommandLine() {
    var ensemble = Ensembles.of(3).config("jute.maxbuffer", "4194304").build();

    assertThat(ZooCfg.of(ensemble)).doesNotContain("jute.maxbuffer");
    assertThat(JvmFlags.of(ensemble)).contains("-Djute.maxbuffer=4194304");
  }

  private static String[] lines(Ensembles ensemble) {
    return ZooCfg.of(ensemble.build()).split("\n");
  }
}
