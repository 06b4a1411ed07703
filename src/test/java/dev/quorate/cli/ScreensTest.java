package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.GoldenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees. */
class ScreensTest {
  private static final Path FOLDER = Path.of("src/test/resources/cli");
  private static final String ESCAPE = "\u001b[";

  static Stream<String> names() {
    return Screens.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isWhatTheFileShows(String name) throws Exception {
    new GoldenFile(FOLDER.resolve(name + ".txt"))
        .shouldBe(Lines.text(Screens.all().get(name)), ScreensTest.class);
  }

  @Test
  void everyFileIsAScreen() throws Exception {
    try (var files = Files.list(FOLDER)) {
      Set<String> names = files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
      assertThat(names).isEqualTo(names().map(name -> name + ".txt").collect(Collectors.toSet()));
    }
  }

  @Test
  void proseFitsATerminalAndCommandsAreNeverBroken() {
    for (Entry<String, List<String>> screen : Screens.all().entrySet()) {
      assertThat(screen.getValue())
          .as(screen.getKey())
          .allMatch(line ->
              line.length() <= 100
                  || line.contains("kubectl ")
                  || line.contains("   ")
                  || line.contains("/"));
    }
  }

  @Test
  void coloursChangeNothingButTheColour() {
    var facts = Sketch.of("one-pod-missing").healthy().withZk2Away().facts();
    String coloured = Lines.text(ClusterScreen.of(facts, Ink.COLOURED));
    assertThat(coloured).contains(ESCAPE + "31m", ESCAPE + "33m", ESCAPE + "32m");
    assertThat(coloured.replaceAll("\u001b\\[\\d*m", ""))
        .isEqualTo(Lines.text(ClusterScreen.of(facts, Ink.PLAIN)));
  }
}
