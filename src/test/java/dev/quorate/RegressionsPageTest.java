package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every test that the page of old troubles names exists. */
class RegressionsPageTest {
  private static final Path PAGE = Path.of("docs/regressions.md");
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?!told in)([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");

  @Test
  void everyTestThatIsNamedExists() throws Exception {
    var sources = sources();
    List<String> stale =
        NAMED
            .matcher(Files.readString(PAGE))
            .results()
            .filter(named -> !exists(sources, named.group(1), named.group(2)))
            .map(MatchResult::group)
            .toList();
    assertThat(stale).as("named in %s, and no test", PAGE).isEmpty();
  }

  @Test
  void everyTroubleIsProvenAbsentOrNotYet() throws Exception {
    var proofs =
        ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(3).strip()).toList();
    assertThat(proofs).hasSizeGreaterThan(40);
    assertThat(proofs)
        .allMatch(proof -> proof.startsWith("Not yet") || NAMED.matcher(proof).find());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static boolean exists(List<Path> sources, String type, String method) {
    return sources.stream()
        .filter(file -> file.endsWith(type + ".java"))
        .map(file -> SOURCES.relativize(file).toString())
        .map(file -> file.substring(0, file.lastIndexOf('.')).replace('/', '.'))
        .anyMatch(name -> hasTest(name, method));
  }

  private static boolean hasTest(String className, String method) {
    try {
      var loader = RegressionsPageTest.class.getClassLoader();
      return Arrays.stream(Class.forName(className, false, loader).getDeclaredMethods())
          .filter(m -> m.getName().equals(method))
          .anyMatch(m -> AnnotationSupport.isAnnotated(m, Testable.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
