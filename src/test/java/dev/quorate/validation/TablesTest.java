package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.ShippedTables;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.validation.VersionTable.Advisory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablesTest {
  private final Tables tables = ShippedTables.read();

  @Test
  void theDefaultVersionIsOneThatNobodyIsWarnedOf() {
    VersionTable versions = tables.versions();

    assertThat(versions.blocked()).doesNotContainKey(versions.fallback());
    assertThat(versions.line(versions.fallback()).orElseThrow().newest())
        .isEqualTo(versions.fallback());
    assertThat(versions.advisories(versions.fallback())).isEmpty();
  }

  @Test
  void knowsWhichReleasesADefectConcerns() {
    assertThat(concerning("ZOOKEEPER-4712", "3.8.6", "3.9.2", "3.9.3", "3.9.5", "3.10.0"))
        .containsExactly("3.8.6", "3.9.2");
    assertThat(concerning("ZOOKEEPER-4846", "3.8.4", "3.8.5", "3.9.3", "3.9.4"))
        .containsExactly("3.8.4", "3.9.3");
    assertThat(concerning("CVE-2025-58457", "3.8.6", "3.9.3", "3.9.4")).containsExactly("3.9.3");
  }

  @Test
  void everyLineHasAMinimumThatIsNotBlocked() {
    for (var line : tables.versions().lines()) {
      assertThat(line.minimum().line()).isEqualTo(line.line());
      assertThat(line.newest()).isGreaterThanOrEqualTo(line.minimum());
      assertThat(tables.versions().blocked()).doesNotContainKeys(line.minimum(), line.newest());
    }
  }

  @Test
  void noKeyIsBothKnownAndRefused() {
    ConfigKeys keys = tables.configKeys();

    assertThat(keys.known()).allSatisfy(key -> assertThat(keys.refusalOf(key)).isEmpty());
    assertThat(keys.known()).hasSizeGreaterThan(100);
  }

  @Test
  void everyMisnamedKeyLeadsToAKnownOne() {
    ConfigKeys keys = tables.configKeys();

    assertThat(keys.misnamed().values()).allSatisfy(key -> assertThat(keys.knows(key)).isTrue());
    assertThat(keys.misnamed().keySet()).noneSatisfy(key -> assertThat(keys.knows(key)).isTrue());
  }

  @Test
  void refusedValuesBelongToKnownKeys() {
    assertThat(tables.configKeys().refusedValues())
        .allSatisfy(refused -> assertThat(tables.configKeys().knows(refused.key())).isTrue());
  }

  @Test
  void saysWhereATableIsWrong() {
    assertThatThrownBy(() -> Tables.parse("default: soon", "refused: []"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a version: soon");
    assertThatThrownBy(() -> Tables.parse("defaults: 3.9.5", "refused: []"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VersionTable")
        .hasMessageContaining("defaults");
  }

  private List<String> concerning(String id, String... versions) {
    Advisory advisory =
        tables.versions().advisories().stream()
            .filter(a -> a.id().equals(id))
            .findFirst()
            .orElseThrow();
    return List.of(versions).stream()
        .map(ZooKeeperVersion::parse)
        .map(Optional::orElseThrow)
        .filter(advisory::concerns)
        .map(ZooKeeperVersion::toString)
        .toList();
  }
}
