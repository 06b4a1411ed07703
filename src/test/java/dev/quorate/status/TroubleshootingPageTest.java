package dev.quorate.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page has every reason, in the order of the enum, and the remedy that the operator tells. */
class TroubleshootingPageTest {
  private static final Path PAGE = Path.of("docs/troubleshooting.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|([^|\n]*)\\|([^|\n]*)\\|$");
  private static final String REFRESH =
      "./mvnw -q test -Dtest=TroubleshootingPageTest -Dquorate.refresh=true";

  @Test
  void tellsWhatTheOperatorTells() throws Exception {
    String page = Files.readString(PAGE);
    String expected =
        ROW.matcher(page).replaceAll(row -> Matcher.quoteReplacement(withRemedy(row)));
    if (Boolean.getBoolean("quorate.refresh")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }
    assertThat(page).as("refresh with: %s", REFRESH).isEqualTo(expected);
  }

  private static String withRemedy(MatchResult row) {
    String remedy =
        Arrays.stream(Reason.values())
            .filter(r -> r.text().equals(row.group(1)))
            .map(Reason::remedy)
            .findFirst()
            .orElse("Unknown to the operator.");
    return "| `%s` | %s | %s |%s|".formatted(row.group(1), row.group(2), remedy, row.group(4));
  }

  @Test
  void hasEveryReasonOnce() throws Exception {
    List<String> rows = ROW.matcher(Files.readString(PAGE)).results().map(r -> r.group(1)).toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::text).toList());
  }

  @Test
  void namesEveryConditionAndMemberState() throws Exception {
    String page = Files.readString(PAGE);

    assertThat(page)
        .contains(Arrays.stream(ConditionType.values()).map(t -> "`" + t.text() + "`").toList());
    assertThat(page)
        .contains(
            Arrays.stream(MemberState.values())
                .map(s -> "`" + s.text() + "`")
                .collect(Collectors.joining(", ")));
  }
}
