package dev.quorate;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.JsonEscapeUtil;

/** A log line as a JSON object, with the keys of the line as fields of their own. */
final class JsonLine extends JsonEncoder {

  JsonLine() {
    setWithContext(false);
    setWithSequenceNumber(false);
    setWithNanoseconds(false);
    setWithMDC(false);
    setWithKVPList(false);
    setWithMarkers(false);
    setWithMessage(false);
    setWithArguments(false);
    setWithFormattedMessage(false);
  }

  @Override
  protected void appendThrowableProxy(StringBuilder json, String name, IThrowableProxy thrown) {
    if (thrown != null) {
      super.appendThrowableProxy(json, name, thrown);
    }
  }

  @Override
  protected void appendCustomFields(StringBuilder json, ILoggingEvent event) {
    append(json, "message", event.getFormattedMessage());
    LogKeys.of(event).forEach((key, value) -> append(json, key, value));
  }

  private void append(StringBuilder json, String key, String value) {
    appendValueSeparator(json, true);
    appenderMember(json, key, JsonEscapeUtil.jsonEscapeString(value));
  }
}
