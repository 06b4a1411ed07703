package dev.quorate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.quorate.OperatorConfig.Log;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up in code: one line per event on standard output, as text or as JSON, with the keys
 * of the fluent API ({@code namespace}, {@code cluster}, {@code member}, {@code action}, {@code
 * reason}). Libraries are heard from {@code warn} on, whatever the operator's own level is: their
 * debug lines contain whole objects, Secrets included.
 */
final class LogSetup {
  private static final String OWN = "dev.quorate";

  /** They repeat what the operator says itself, or write bodies of requests. */
  private static final List<String> SILENT =
      List.of(
          "io.javaoperatorsdk.operator.processing.event.EventProcessor",
          "io.javaoperatorsdk.operator.processing.event.source.informer.InformerWrapper",
          "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils",
          "io.fabric8.kubernetes.client.http.HttpLoggingInterceptor",
          "org.apache.zookeeper.ClientCnxn");

  private LogSetup() {}

  static void apply(Log settings) {
    apply((LoggerContext) LoggerFactory.getILoggerFactory(), settings);
  }

  static void apply(LoggerContext context, Log settings) {
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder(settings.format(), context));
    appender.addFilter(new LibraryWarning());
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    SILENT.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    context.getLogger(OWN).setLevel(Level.valueOf(settings.level().name()));
  }

  private static Encoder<ILoggingEvent> encoder(Log.Format format, LoggerContext context) {
    var encoder =
        switch (format) {
          case TEXT -> new TextLine();
          case JSON -> new JsonLine();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
