package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.ZooKeeperVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorDefaultsTest {
  private static final OperatorDefaults DEFAULTS =
      new OperatorDefaults(
          "mirror/zookeeper", Map.of("3.9.5", "mirror/patched@sha256:1"), "local", "1Gi", "1");

  @Test
  void theImageOfAVersionWinsOverTheRepository() {
    assertThat(DEFAULTS.image(version("3.9.5"))).isEqualTo("mirror/patched@sha256:1");
    assertThat(DEFAULTS.image(version("3.8.6"))).isEqualTo("mirror/zookeeper:3.8.6");
  }

  private static ZooKeeperVersion version(String text) {
    return ZooKeeperVersion.parse(text).orElseThrow();
  }
}
