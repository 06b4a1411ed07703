package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.GeneratedBlock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The page shows the screens and the options that there are. */
class CommandLinePageTest {
  private static final Path PAGE = Path.of("docs/cli.md");
  private static final Path README = Path.of("README.md");

  private static CommandLine commands() {
    var nowhere = new PrintWriter(new StringWriter());
    return QuorateCommand.of(
        "kubectl zk",
        new Surroundings(
            nowhere,
            nowhere,
            Clock.fixed(Sketch.NOW, ZoneOffset.UTC),
            false,
            (_, _, _, _) -> {
              throw new AssertionError("nobody is asked");
            }));
  }

  private static String screen(String name) {
    return "```\n" + Lines.text(Screens.all().get(name)) + "```\n";
  }

  static Stream<String> own() {
    return Stream.of(
        "status", "doctor", "top", "tree", "bench", "plan", "restart", "replace", "bundle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status-ready",
        "status-member-away",
        "status-without-exec",
        "status-all",
        "doctor-clear",
        "doctor-member-away",
        "doctor-operator-away",
        "top",
        "tree",
        "bench",
        "bench-refused",
        "plan-waiting",
        "restart-all",
        "replace-follower"
      })
  void showsWhatIsSeen(String name) throws Exception {
    new GeneratedBlock(PAGE, name).shouldBe(screen(name), CommandLinePageTest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status-member-away", "doctor-member-away"})
  void theReadmeShowsTheMostImportantToo(String name) throws Exception {
    new GeneratedBlock(README, name).shouldBe(screen(name), CommandLinePageTest.class);
  }

  @ParameterizedTest
  @MethodSource("own")
  void listsTheOptions(String command) throws Exception {
    var usage = commands().getSubcommands().get(command).getUsageMessage(CommandLine.Help.Ansi.OFF);
    new GeneratedBlock(PAGE, "help-" + command)
        .shouldBe("```\n" + usage.stripTrailing() + "\n```\n", CommandLinePageTest.class);
  }

  @Test
  void everyCommandHasASection() throws Exception {
    var page = Files.readString(PAGE);
    assertThat(commands().getSubcommands().keySet())
        .allMatch(name -> page.contains("`" + name) || page.contains("## " + name));
  }
}
