package dev.quorate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A warning with which a library says that it tries again. Its stack trace tells nothing that its
 * causes do not; when the connection is the cause, {@link ApiReachability} has told that already,
 * and for all libraries.
 */
final class LibraryWarning extends Filter<ILoggingEvent> {

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean repeats =
        is(event) && causes(event).anyMatch(t -> t.getThrowable() instanceof IOException);
    return repeats ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  static boolean is(ILoggingEvent event) {
    return event.getLevel() == Level.WARN
        && event.getThrowableProxy() != null
        && !event.getLoggerName().startsWith("dev.quorate");
  }

  /** Why, from the outermost cause to the first. */
  static String causes(ILoggingEvent event, String separator) {
    return causes(event)
        .map(IThrowableProxy::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .distinct()
        .collect(Collectors.joining(separator));
  }

  private static Stream<ThrowableProxy> causes(ILoggingEvent event) {
    return Stream.iterate(event.getThrowableProxy(), t -> t != null, IThrowableProxy::getCause)
        .filter(ThrowableProxy.class::isInstance)
        .map(ThrowableProxy.class::cast);
  }
}
