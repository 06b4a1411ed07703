package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.Ensembles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmFlagsTest {

  @Test
  void theHeapIsTakenAtOnceAndItsLimitLeftToTheScriptsOfTheImage() {
    assertThat(JvmFlags.of(Ensembles.of(3).jvm(768).build()))
        .startsWith("-Xms768m ")
        .doesNotContain("-Xmx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseZGC", "-XX:+UseSerialGC", "-XX:-UseG1GC"})
  void aCollectorOfTheUserIsTheOnlyOne(String option) {
    assertThat(JvmFlags.of(Ensembles.of(3).jvm(512, option).build()))
        .doesNotContain("-XX:+UseG1GC")
        .endsWith(option);
  }

  @Test
  void theUsersOptionsComeLastAndWin() {
    var flags = JvmFlags.of(Ensembles.of(3).jvm(512, "-XX:HeapDumpPath=/data", "-Dx=y").build());

    assertThat(flags).endsWith(" -XX:HeapDumpPath=/data -Dx=y").contains("-XX:+UseG1GC");
  }

  @Test
  void theUsersConfigReplacesAPropertyOfOurs() {
    var flags =
        JvmFlags.of(Ensembles.of(3).config("znode.container.maxNeverUsedIntervalMs", "0").build());

    assertThat(flags)
        .contains("-Dznode.container.maxNeverUsedIntervalMs=0")
        .doesNotContain("300000");
  }
}
