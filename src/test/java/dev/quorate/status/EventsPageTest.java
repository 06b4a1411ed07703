package dev.quorate.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Reason;
import dev.quorate.testing.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of events says of each what it means and what to do next. */
class EventsPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|([^|\n]*)\\|([^|\n]*)\\|$");

  @Test
  void listsEveryEvent() throws IOException {
    var meanings = meanings();
    var page = new StringJoiner("\n");
    for (EventReasons.Area area : EventReasons.AREAS) {
      page.add("\n## " + area.name() + "\n");
      page.add("| event | type | what it means | next step |");
      page.add("|---|---|---|---|");
      area.reasons().forEach(reason -> page.add(row(reason, meanings.get(reason.text()))));
    }
    new GeneratedBlock(Path.of("docs/events.md"), "events")
        .shouldBe(page.toString().strip(), getClass());
  }

  private static String row(Reason reason, String meaning) {
    String type =
        switch (reason.severity()) {
          case NORMAL -> "Normal";
          case WARNING -> "Warning";
        };
    return "| `%s` | %s | %s | %s |"
        .formatted(
            reason.text(), type, meaning.replace("](#", "](troubleshooting.md#"), reason.remedy());
  }

  private static Map<String, String> meanings() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/troubleshooting.md")))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  @Test
  void noneIsListedTwice() {
    assertThat(EventReasons.all()).doesNotHaveDuplicates();
  }

  /** What must not be missed is worth an event. */
  @Test
  void everyWarningOfAMemberIsListed() {
    assertThat(EventReasons.all())
        .containsAll(
            Arrays.stream(MemberState.values())
                .map(MemberState::reason)
                .filter(reason -> reason.severity() == Reason.Severity.WARNING)
                .toList());
  }
}
