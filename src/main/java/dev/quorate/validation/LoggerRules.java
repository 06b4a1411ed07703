package dev.quorate.validation;

import java.util.Map;
import java.util.regex.Pattern;

/** Whether the names of loggers can stand in a logback configuration. */
final class LoggerRules {
  private static final int MOST = 50;
  private static final Pattern LOGGER = Pattern.compile("[A-Za-z0-9_.$]{1,200}");

  private LoggerRules() {}

  static void areNames(Subject subject, Findings findings) {
    var loggers = subject.spec().logging().loggers();
    if (loggers.size() > MOST) {
      findings.refuse("spec.logging.loggers", "has more than 50 entries", "write fewer");
    }
    for (Map.Entry<String, ?> logger : loggers.entrySet()) {
      if (!LOGGER.matcher(logger.getKey()).matches() || logger.getValue() == null) {
        findings.refuse(
            "spec.logging.loggers",
            Quoted.of(logger.getKey()) + " is not the name of a logger with a level",
            "write for example org.apache.zookeeper.server.quorum: DEBUG");
      }
    }
  }
}
