package dev.quorate.plan;

import dev.quorate.model.Excerpt;
import java.util.List;
import java.util.function.Predicate;

/**
 * The one line of a log's end that tells most: the innermost cause, else the last error, else the
 * last line. Short, and without anything that looks like a secret: whoever may read the status may
 * not be one who may read the log.
 */
final class LastWords {
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
        .flatMap(telling -> lines.reversed().stream().filter(telling).limit(1).map(Excerpt::of))
        .findFirst()
        .orElse("");
  }
}
