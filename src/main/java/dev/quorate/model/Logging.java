package dev.quorate.model;

import java.util.SortedMap;

/**
 * What the members log, to standard output.
 *
 * @param loggers levels of single loggers, by name
 */
public record Logging(Level level, Format format, SortedMap<String, Level> loggers) {

  /** Least severe message that is logged. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF
  }

  /** One line for people, or one JSON object a line for machines. */
  public enum Format {
    TEXT,
    JSON
  }
}
