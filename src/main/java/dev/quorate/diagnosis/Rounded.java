package dev.quorate.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A number as people read it: at most three digits that count, never in scientific notation. */
final class Rounded {
  private static final double THOUSAND = 1000;
  private static final MathContext DIGITS = new MathContext(3);

  private Rounded() {}

  static String of(double value) {
    var exact = BigDecimal.valueOf(value);
    var rounded = value >= THOUSAND ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(DIGITS);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
