package dev.quorate.architecture.wrong.plan;

import org.slf4j.LoggerFactory;

/** A decision that writes. */
public final class Logs {
  static void decide() {
    LoggerFactory.getLogger(Logs.class).info("decided");
  }
}
