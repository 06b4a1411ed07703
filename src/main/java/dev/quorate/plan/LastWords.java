package dev.quorate.plan;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The one line of a log's end that tells most: the innermost cause, else the last error, else the
 * last line. Short, and without anything that looks like a secret: whoever may read the status may
 * not be one who may read the log.
 */
final class LastWords {
  private static final int LONGEST = 240;
  private static final String HIDDEN = "***";

  /** Said after the reason, whatever that was. */
  private static final List<String> EMPTY_PHRASES =
      List.of("Exiting JVM with code", "ZooKeeper audit is", "exiting abnormally");

  private static final List<Predicate<String>> TELLING =
      List.of(
          line -> line.startsWith("Caused by: "),
          line -> line.contains("refused: "),
          line -> line.contains("Exception: ") || line.contains("Error: "),
          line -> line.contains(" ERROR "),
          line -> true);

  /** A key with its value, and what ZooKeeper calls a digest: user:hash. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(?i)((?:password|passwd|secret|digest|token)\\w*\\s*[=:]\\s*)[^\\s,;]+"),
          Pattern.compile("(\\b\\w[\\w.@-]*:)[A-Za-z0-9+/]{27}="));

  private LastWords() {}

  /** Empty when nothing was said. */
  static String of(String log) {
    List<String> lines =
        log.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("\t"))
            .map(String::strip)
            .filter(line -> EMPTY_PHRASES.stream().noneMatch(line::contains))
            .toList();
    return TELLING.stream()
        .flatMap(telling -> lines.reversed().stream().filter(telling).limit(1).map(LastWords::fit))
        .findFirst()
        .orElse("");
  }

  /** As long as a message bears, and without secrets. */
  static String fit(String line) {
    String text = line;
    for (var secret : SECRETS) {
      text = secret.matcher(text).replaceAll("$1" + HIDDEN.replace("$", "\\$"));
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
