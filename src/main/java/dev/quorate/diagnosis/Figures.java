package dev.quorate.diagnosis;

import dev.quorate.zookeeper.MntrReport;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of one member at one moment. A figure that it does not report is unknown, which is
 * not 0.
 */
public final class Figures {
  /** Nothing is known. */
  public static final Figures NONE = of(Map.of());

  private final double[] values;

  private Figures(double[] values) {
    this.values = values;
  }

  /** Reads what a member said. */
  public static Figures of(MntrReport mntr) {
    var values = new double[Figure.values().length];
    for (Figure figure : Figure.values()) {
      values[place(figure)] = figure.in(mntr).orElse(Double.NaN);
    }
    return new Figures(values);
  }

  /** What is not named is unknown. */
  public static Figures of(Map<Figure, Double> known) {
    var values = new double[Figure.values().length];
    Arrays.fill(values, Double.NaN);
    known.forEach((figure, value) -> values[place(figure)] = value);
    return new Figures(values);
  }

  /** An array, because many moments of many clusters are kept. Nothing of it is ever stored. */
  @SuppressWarnings("EnumOrdinal")
  private static int place(Figure figure) {
    return figure.ordinal();
  }

  /** Empty when it is unknown. */
  public OptionalDouble get(Figure figure) {
    return known(values[place(figure)]);
  }

  /** How much more of them there is than before; empty when either is unknown, or counts anew. */
  OptionalDouble growthOf(Figure figure, Figures before) {
    double growth = values[place(figure)] - before.values[place(figure)];
    return growth < 0 ? OptionalDouble.empty() : known(growth);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Figures f && Arrays.equals(values, f.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
