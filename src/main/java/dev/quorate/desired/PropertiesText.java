package dev.quorate.desired;

import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Text that {@link java.util.Properties#load} reads back as the same keys and values, whatever they
 * contain; sorted, without the date that {@code store} writes.
 */
final class PropertiesText {
  private PropertiesText() {}

  static String of(SortedMap<String, String> properties) {
    return properties.entrySet().stream()
        .map(e -> escape(e.getKey(), true) + "=" + escape(e.getValue(), false) + "\n")
        .collect(Collectors.joining());
  }

  private static String escape(String text, boolean key) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      escaped.append(escape(text.charAt(i), key, i == 0));
    }
    return escaped.toString();
  }

  private static String escape(char c, boolean key, boolean first) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case ' ' -> key || first ? "\\ " : " ";
      case '=', ':', '#', '!' -> key ? "\\" + c : String.valueOf(c);
      // Properties files are Latin-1, and a shell reads them too.
      default -> c < 0x20 || c > 0x7e ? "\\u%04x".formatted((int) c) : String.valueOf(c);
    };
  }
}
