package dev.quorate;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * The keys of a log line: the cluster that is being reconciled on this thread, as the framework
 * notes it, then what the line itself says.
 */
final class LogKeys {
  private static final Map<String, String> NOTED =
      Map.of("resource.namespace", "namespace", "resource.name", "cluster");
  private static final List<String> ORDER = List.of("resource.namespace", "resource.name");

  private LogKeys() {}

  static Map<String, String> of(ILoggingEvent event) {
    Map<String, String> keys = new LinkedHashMap<>();
    var noted = event.getMDCPropertyMap();
    for (String name : ORDER) {
      Optional.ofNullable(noted.get(name)).ifPresent(value -> keys.put(NOTED.get(name), value));
    }
    for (KeyValuePair pair : Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of())) {
      keys.put(pair.key, String.valueOf(pair.value));
    }
    return keys;
  }
}
