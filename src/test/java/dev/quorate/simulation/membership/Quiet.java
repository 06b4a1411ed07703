package dev.quorate.simulation.membership;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.quorate.execute.Executor;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** The executor does not log every write of a million. */
final class Quiet implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    logger().setLevel(Level.OFF);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    logger().setLevel(null);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Executor.class);
  }
}
