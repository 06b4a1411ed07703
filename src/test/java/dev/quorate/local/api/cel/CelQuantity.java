package dev.quorate.local.api.cel;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Kubernetes quantity as a value of rules, compared by amount. */
record CelQuantity(BigDecimal amount) {
  private static final Pattern SYNTAX =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

  static Optional<CelQuantity> parse(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal amount = Quantity.parse(text).getNumericalAmount();
    return Optional.of(new CelQuantity(amount.stripTrailingZeros()));
  }

  static CelQuantity of(String text) {
    return parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "quantities must match the regular expression"
                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
  }

  boolean isInteger() {
    return amount.scale() <= 0 && amount.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  long asInteger() {
    return amount.longValueExact();
  }

  long compare(CelQuantity other) {
    return amount.compareTo(other.amount);
  }

  CelQuantity plus(CelQuantity other) {
    return new CelQuantity(amount.add(other.amount).stripTrailingZeros());
  }

  CelQuantity minus(CelQuantity other) {
    return new CelQuantity(amount.subtract(other.amount).stripTrailingZeros());
  }
}
