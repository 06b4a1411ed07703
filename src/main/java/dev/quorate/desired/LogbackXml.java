package dev.quorate.desired;

import dev.quorate.model.Logging;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the members log, to standard output.
 *
 * <p>JSON lines are made by a pattern, because the images differ: those of 3.8 have logback 1.2,
 * which has no JSON encoder, and that of 1.3 writes other fields. Backslashes, quotes and line
 * breaks are escaped, so message and stack trace stay on the line; other control characters become
 * spaces. A field is never left out: without an exception {@code exception} is the empty string.
 */
final class LogbackXml {
  /** Write a line for every four-letter word, and probes ask one every other second. */
  private static final List<String> PROBED =
      List.of(
          "org.apache.zookeeper.server.NIOServerCnxn",
          "org.apache.zookeeper.server.NettyServerCnxn");

  private static final String TIME = "%date{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\",UTC}";

  private static final String TEXT = TIME + " %-5level [%thread] %logger{0} - %msg%n";

  private static final String JSON =
      "{\"time\":\""
          + TIME
          + "\",\"level\":\"%level\",\"logger\":\"%logger\",\"thread\":\""
          + escaped("%thread")
          + "\",\"message\":\""
          + escaped("%msg")
          + "\",\"exception\":\""
          + escaped("%ex")
          // Or logback would print the stack trace once more, behind the object.
          + "\"}%nopex%n";

  private LogbackXml() {}

  static String of(Logging logging) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <configuration>
      <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
        <encoder>
          <charset>UTF-8</charset>
          <pattern>%s</pattern>
        </encoder>
      </appender>
    %s  <root level="%s">
        <appender-ref ref="stdout"/>
      </root>
    </configuration>
    """
        .formatted(element(pattern(logging.format())), loggers(logging), logging.level());
  }

  private static String pattern(Logging.Format format) {
    return switch (format) {
      case TEXT -> TEXT;
      case JSON -> JSON;
    };
  }

  private static String loggers(Logging logging) {
    return levels(logging).entrySet().stream()
        .map(e ->
            "  <logger name=\"%s\" level=\"%s\"/>\n".formatted(attribute(e.getKey()), e.getValue()))
        .collect(Collectors.joining());
  }

  private static SortedMap<String, Logging.Level> levels(Logging logging) {
    var levels = new TreeMap<String, Logging.Level>();
    if (logging.level() == Logging.Level.INFO) {
      PROBED.forEach(logger -> levels.put(logger, Logging.Level.WARN));
    }
    levels.putAll(logging.loggers());
    return levels;
  }

  /**
   * Replaces in the result of a conversion word, from the inside out: the backslash comes first.
   */
  private static String escaped(String word) {
    String backslashes = replaced(word, "\\\\", "\\\\\\\\");
    String quotes = replaced(backslashes, "\"", "\\\\\"");
    String lines = replaced(quotes, "\\r?\\n", "\\\\n");
    return replaced(lines, "[\\x00-\\x1f]", " ");
  }

  private static String replaced(String word, String regex, String replacement) {
    return "%replace(" + word + "){'" + regex + "','" + replacement + "'}";
  }

  private static String element(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String attribute(String text) {
    return element(text).replace("\"", "&quot;");
  }
}
