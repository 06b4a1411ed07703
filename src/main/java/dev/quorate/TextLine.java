package dev.quorate;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/**
 * A log line for people that programs can read too: {@code 2026-01-31T12:00:00.123Z INFO Executor:
 * done namespace=orders cluster=zk action="apply StatefulSet zk"}. Only a stack trace takes more
 * than one line, and only the operator's own lines and errors have one.
 */
final class TextLine extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = new byte[0];

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(200);
    line.append(event.getInstant())
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(simpleName(event.getLoggerName()))
        .append(": ")
        .append(oneLine(event.getFormattedMessage()));
    LogKeys.of(event)
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(quoted(value)));
    if (LibraryWarning.is(event)) {
      line.append(" cause=").append(quoted(LibraryWarning.causes(event, ": ")));
    }
    line.append('\n');
    if (event.getThrowableProxy() != null && !LibraryWarning.is(event)) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String simpleName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static String oneLine(String text) {
    return String.valueOf(text).replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String quoted(String value) {
    boolean plain = !value.isEmpty() && value.chars().allMatch(TextLine::needsNoQuotes);
    return plain ? value : "\"" + oneLine(value).replace("\"", "\\\"") + "\"";
  }

  private static boolean needsNoQuotes(int c) {
    return c > ' ' && c != '"' && c != '=';
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
