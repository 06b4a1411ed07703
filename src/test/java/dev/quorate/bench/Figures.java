package dev.quorate.bench;

import java.util.Locale;

/** Numbers as people read them: three digits that count. */
final class Figures {
  private Figures() {}

  static String text(double value) {
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }
}
