package dev.quorate.validation;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads Kubernetes quantities such as {@code 512Mi} without ever throwing. */
final class Amount {
  static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1024L * 1024L);

  // What the API server accepts; Fabric8 reads a little more.
  private static final Pattern QUANTITY =
      Pattern.compile(
          "[+-]?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?");

  private Amount() {}

  static Optional<BigDecimal> of(String text) {
    if (text == null || !QUANTITY.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Quantity(text).getNumericalAmount());
    } catch (IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  static Optional<BigDecimal> of(Quantity quantity) {
    return quantity == null ? Optional.empty() : of(quantity.toString());
  }

  /** A quantity that the operator itself ships or has checked. */
  static BigDecimal known(String text) {
    return of(text).orElseThrow(() -> new IllegalArgumentException("not a quantity: " + text));
  }

  /** Whole mebibytes, rounded down. */
  static int mebibytes(BigDecimal bytes) {
    return bytes.divide(MEBIBYTE, 0, RoundingMode.DOWN).intValue();
  }
}
