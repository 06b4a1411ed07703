package dev.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ZooKeeperDistributionTest {

  @Test
  void offersAnOlderAndANewerLine() {
    assertThat(ZooKeeperDistribution.oldest().version()).startsWith("3.8.");
    assertThat(ZooKeeperDistribution.newest().version()).startsWith("3.9.");
  }

  @Test
  void hasExecutableScriptsBesideTheJars() {
    var release = ZooKeeperDistribution.newest();

    assertThat(release.bin().resolve("zkServer.sh")).isExecutable();
    assertThat(release.bin().resolve("zkEnv.sh")).isExecutable();
    assertThat(Files.exists(release.lib().resolve("zookeeper-" + release.version() + ".jar")))
        .isTrue();
  }

  @Test
  void saysWhichVersionsThereAre() {
    assertThatThrownBy(() -> ZooKeeperDistribution.of("1.2.3"))
        .hasMessageContaining(ZooKeeperDistribution.newest().version());
  }
}
