package dev.quorate.zookeeper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines {@code name<separator>value} of an answer, each name once, none of them cut off. */
final class Fields {
  private final Map<String, String> values;

  private Fields(Map<String, String> values) {
    this.values = values;
  }

  /** Every line must be a field, and the last one must have its line break. */
  static Fields of(String text, String separator) throws UnreadableException {
    if (text.isEmpty()) {
      throw new UnreadableException("the answer is empty");
    }
    if (!text.endsWith("\n")) {
      throw UnreadableException.quoting("the answer is cut off", lastLine(text));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (var line : text.lines().toList()) {
      int end = line.indexOf(separator);
      if (end <= 0) {
        throw UnreadableException.quoting("not a field", line);
      }
      var name = line.substring(0, end);
      if (values.put(name, line.substring(end + separator.length())) != null) {
        throw UnreadableException.quoting("a field appears twice", name);
      }
    }
    return new Fields(values);
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  String text(String name) throws UnreadableException {
    var value = values.get(name);
    if (value == null) {
      throw new UnreadableException("the answer has no field '" + name + "'");
    }
    return value;
  }

  long number(String name) throws UnreadableException {
    return parseLong(name, text(name));
  }

  int smallNumber(String name) throws UnreadableException {
    long number = number(name);
    if (number != (int) number) {
      throw UnreadableException.quoting(name + " is out of range", Long.toString(number));
    }
    return (int) number;
  }

  static long parseLong(String name, String value) throws UnreadableException {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw UnreadableException.quoting(name + " is not a number", value);
    }
  }

  static double parseDouble(String name, String value) throws UnreadableException {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like infinity.
    }
    throw UnreadableException.quoting(name + " is not a number", value);
  }

  static long parseHex(String name, String value) throws UnreadableException {
    try {
      return Long.parseUnsignedLong(value, 16);
    } catch (NumberFormatException e) {
      throw UnreadableException.quoting(name + " is not a hexadecimal number", value);
    }
  }
}
