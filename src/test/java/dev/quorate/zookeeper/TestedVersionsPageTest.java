package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.validation.VersionTable.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference names the releases that tests run, and the tests that run them. */
class TestedVersionsPageTest {
  private static final Path PAGE = Path.of("docs/reference.md");
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern SECTION = Pattern.compile("(?s)\n## ZooKeeper versions\n(.*?)\n## ");
  private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+");
  private static final Pattern TEST = Pattern.compile("`(\\w+)` \\|\n");

  @Test
  void namesEveryReleaseThatTestsRunAndNoOther() throws IOException {
    assertThat(named(RELEASE)).containsExactlyElementsOf(RecordedAnswers.versions());
  }

  @Test
  void namesTestsThatExist() throws IOException {
    Set<String> sources;
    try (var files = Files.walk(SOURCES)) {
      sources = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    assertThat(named(TEST)).isNotEmpty().allMatch(test -> sources.contains(test + ".java"));
  }

  @Test
  void theNewestReleaseOfEachLineIsTested() {
    var newest =
        ShippedTables.read().versions().lines().stream().map(Line::newest).map(Object::toString);
    assertThat(newest).isNotEmpty().isSubsetOf(RecordedAnswers.versions());
  }

  private static Set<String> named(Pattern what) throws IOException {
    var section = SECTION.matcher(Files.readString(PAGE));
    assertThat(section.find()).as("a section about versions in %s", PAGE).isTrue();
    return what.matcher(section.group(1))
        .results()
        .map(TestedVersionsPageTest::last)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The group, if the pattern has one. */
  private static String last(MatchResult result) {
    return result.group(result.groupCount());
  }
}
