package dev.quorate.zookeeper;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The lines {@code name<separator>value} of an answer, each name once, none of them cut off. */
final class Fields {
  private final Map<String, String> values;

  private Fields(Map<String, String> values) {
    this.values = values;
  }

  /** Every line must be a field, and the last one must have its line break. */
  static Fields of(String text, String separator) throws UnreadableException {
    return of(text, separator, _ -> true);
  }

  /** Keeps what is wanted, by its name; of the rest, sees no more than that it is a field. */
  static Fields of(String text, String separator, Predicate<String> wanted)
      throws UnreadableException {
    if (text.isEmpty()) {
      throw new UnreadableException("the answer is empty");
    }
    if (!text.endsWith("\n")) {
      throw UnreadableException.quoting("the answer is cut off", lastLine(text));
    }
    Map<String, String> values = new LinkedHashMap<>();
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      end = text.indexOf('\n', start);
      int middle = text.indexOf(separator, start, end);
      if (middle <= start) {
        throw UnreadableException.quoting("not a field", text.substring(start, end));
      }
      var name = text.substring(start, middle);
      if (wanted.test(name)
          && values.put(name, text.substring(middle + separator.length(), end)) != null) {
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
