package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Course;
import dev.quorate.facts.ServerFacts.Vitals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A figure in which a new revision can be worse than the old one.
 *
 * @param name in messages
 * @param least what is not more than this is never worse, whatever the others have
 * @param times more than the worst of the others
 */
record CanarySign(
    String name, Function<ObservedMember, OptionalDouble> figure, double least, int times) {

  /** Average load figures are taken for worse from this many times the others' worst on. */
  private static final int CLEARLY = 3;

  /** Events: each is one too many, however many the others have had in their longer lives. */
  private static final int ANY = 0;

  static final CanarySign RESTARTS =
      new CanarySign("restarts of the container", CanarySign::restarts, 0, ANY);

  /** One finds the leader that there is. */
  static final CanarySign ELECTIONS =
      new CanarySign("searches for a leader", m -> of(course(m), Course::elections), 1, ANY);

  static final CanarySign DIGEST_MISMATCHES =
      new CanarySign(
          "transactions with another result than the leader's",
          m -> of(course(m), Course::digestMismatches),
          0,
          ANY);

  /** Published alarms begin at 10 to 100 ms. */
  static final CanarySign LATENCY =
      new CanarySign(
          "ms of latency on average",
          m -> figure(vitals(m).map(Vitals::averageLatency)),
          50,
          CLEARLY);

  /** A slow disk, by the same sources. */
  static final CanarySign FSYNC =
      new CanarySign(
          "ms for writing the log to disk on average",
          m -> course(m).map(Course::fsync).orElse(OptionalDouble.empty()),
          20,
          CLEARLY);

  static final CanarySign REQUESTS =
      new CanarySign(
          "requests waiting",
          m -> figure(vitals(m).map(v -> (double) v.outstandingRequests())),
          100,
          CLEARLY);

  /** In words with the numbers, when the canary is worse; a figure that it has not is not. */
  Optional<String> worse(PlanInput input, ObservedMember canary, List<ObservedMember> others) {
    var own = figure.apply(canary);
    double worst = others.stream().map(figure).mapToDouble(f -> f.orElse(0)).max().orElse(0);
    return own.isPresent() && own.getAsDouble() > Math.max(least, times * worst)
        ? Optional.of(
            "%s: %s in %s, %s"
                .formatted(name, coarse(own), input.name(canary.id()), those(input, others)))
        : Optional.empty();
  }

  private String those(PlanInput input, List<ObservedMember> others) {
    return others.stream()
        .map(m -> "%s in %s".formatted(coarse(figure.apply(m)), input.name(m.id())))
        .collect(Collectors.joining(", "));
  }

  /** One digit: a message that changes with every look would be written with every look. */
  private static String coarse(OptionalDouble figure) {
    return figure.isPresent()
        ? BigDecimal.valueOf(figure.getAsDouble())
            .round(new MathContext(1))
            .stripTrailingZeros()
            .toPlainString()
        : "unknown";
  }

  private static OptionalDouble restarts(ObservedMember member) {
    return figure(member.pod().map(pod -> (double) pod.restarts()));
  }

  private static Optional<Course> course(ObservedMember member) {
    return member.serving().flatMap(s -> s.course().ifKnown());
  }

  private static Optional<Vitals> vitals(ObservedMember member) {
    return member.serving().flatMap(s -> s.vitals().ifKnown());
  }

  private static <T> OptionalDouble of(Optional<T> facts, Function<T, OptionalLong> count) {
    return figure(
        facts.map(count).filter(OptionalLong::isPresent).map(c -> (double) c.getAsLong()));
  }

  private static OptionalDouble figure(Optional<Double> figure) {
    return figure.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** Why the figures of a member cannot be compared; empty when it has told them. */
  static Optional<String> unknown(ObservedMember member) {
    return member
        .serving()
        .map(serving -> why(serving.course()).or(() -> why(serving.vitals())))
        .orElse(Optional.of("it does not answer"));
  }

  private static <T> Optional<String> why(Probed<T> fact) {
    return fact instanceof Probed.Unknown<T>(String why) ? Optional.of(why) : Optional.empty();
  }
}
