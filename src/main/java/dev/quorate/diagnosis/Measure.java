package dev.quorate.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A number that is a problem when it is more than a threshold.
 *
 * @param what the number is, in a sentence: {@code milliseconds for writing its log}
 * @param unit as a person writes it, for example {@code ms}
 * @param threshold unless somebody sets another one
 * @param critical likewise; moves with the threshold
 * @param most what the number cannot exceed, infinite when there is no such limit
 * @param reading the number
 */
public record Measure(
    String what,
    String unit,
    double threshold,
    OptionalDouble critical,
    double most,
    Reading reading)
    implements Question {
  private static final double PERCENT = 100;

  /** Where the number is from; empty when it is unknown. */
  public sealed interface Reading {
    /** One number. */
    record OfEnsemble(Function<Rounds, OptionalDouble> number) implements Reading {}

    /** One of each member. */
    record OfMembers(BiFunction<Rounds, MemberVitals, OptionalDouble> number) implements Reading {}
  }

  static Measure of(
      String what, String unit, BiFunction<Rounds, MemberVitals, OptionalDouble> number) {
    return unlimited(what, unit, new Reading.OfMembers(number));
  }

  static Measure ofEnsemble(String what, String unit, Function<Rounds, OptionalDouble> number) {
    return unlimited(what, unit, new Reading.OfEnsemble(number));
  }

  /** Of the ensemble, by what its leader tells, where all hold the same; unknown without one. */
  static Measure ofLeader(
      String what, String unit, BiFunction<Rounds, MemberVitals, OptionalDouble> number) {
    return ofEnsemble(
        what,
        unit,
        rounds ->
            rounds
                .now()
                .leader()
                .map(leader -> number.apply(rounds, leader))
                .orElse(OptionalDouble.empty()));
  }

  private static Measure unlimited(String what, String unit, Reading reading) {
    return new Measure(what, unit, 0, OptionalDouble.empty(), Double.POSITIVE_INFINITY, reading);
  }

  Measure above(double limit) {
    return new Measure(what, unit, limit, critical, most, reading);
  }

  Measure criticalAbove(double limit) {
    return new Measure(what, unit, threshold, OptionalDouble.of(limit), most, reading);
  }

  /** A share of something: never more than 100. */
  Measure percent() {
    return new Measure(what, unit, threshold, critical, PERCENT, reading);
  }

  /**
   * The limits when the threshold is another one: the critical one keeps its distance, in
   * proportion, and below what the number can be at most.
   */
  Limits limits(double newThreshold) {
    return new Limits(
        newThreshold, critical.isEmpty() ? critical : OptionalDouble.of(critical(newThreshold)));
  }

  private double critical(double newThreshold) {
    double usual = critical.getAsDouble();
    if (Double.isInfinite(most)) {
      return threshold == 0 ? Math.max(usual, newThreshold) : usual * newThreshold / threshold;
    }
    return newThreshold + (most - newThreshold) * (usual - threshold) / (most - threshold);
  }

  @Override
  public List<Answer> ask(Rounds rounds, Limits limits) {
    return switch (reading) {
      case Reading.OfEnsemble(var number) ->
          List.of(new Answer(Optional.empty(), verdict(number.apply(rounds), limits)));
      case Reading.OfMembers(var number) ->
          rounds.now().members().values().stream()
              .map(m -> answer(m, number.apply(rounds, m), limits))
              .toList();
    };
  }

  /** A process that is known not to run has no figures, and no trouble with them. */
  private Answer answer(MemberVitals member, OptionalDouble number, Limits limits) {
    return new Answer(
        Optional.of(member.id()),
        number.isEmpty() && !member.runs() ? Verdict.fine() : verdict(number, limits));
  }

  private Verdict verdict(OptionalDouble number, Limits limits) {
    if (number.isEmpty()) {
      return Verdict.unknown();
    }
    double value = number.getAsDouble();
    if (value <= limits.warning()) {
      return Verdict.fine();
    }
    boolean critically = limits.critical().isPresent() && value > limits.critical().getAsDouble();
    return Verdict.found(
        critically ? Level.CRITICAL : Level.WARNING,
        what,
        "%s: %s, more than %s".formatted(what, amount(value), amount(limits.warning())));
  }

  private String amount(double value) {
    return unit.isEmpty() ? Rounded.of(value) : Rounded.of(value) + " " + unit;
  }

  @Override
  public boolean isOfMembers() {
    return reading instanceof Reading.OfMembers;
  }
}
