package dev.quorate.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From which number on a rule fires: as shipped, unless the operator's settings or the cluster say
 * another one.
 *
 * @param changed by the name of the rule
 */
public record Thresholds(SortedMap<String, Double> changed) {
  private static final Thresholds SHIPPED = new Thresholds(new TreeMap<>());

  public Thresholds {
    changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
  }

  /**
   * Why a threshold cannot be used.
   *
   * @param field which one, as a person writes it
   * @param reason what is wrong with it
   * @param remedy what to write instead
   */
  public record Refused(String field, String reason, String remedy) {
    public String message() {
      return field + ": " + reason + "; " + remedy;
    }
  }

  /** What is in force when nobody says anything else. */
  public static Thresholds shipped() {
    return SHIPPED;
  }

  /**
   * Everything that is wrong with thresholds, by the order of their names; nothing when they can be
   * used.
   *
   * @param field where they stand, for example {@code spec.diagnosis.thresholds}
   */
  public static List<Refused> check(String field, Map<String, Double> thresholds) {
    List<Refused> refused = new ArrayList<>();
    new TreeMap<>(thresholds)
        .forEach((name, value) -> refusal(field + "." + name, name, value).ifPresent(refused::add));
    return List.copyOf(refused);
  }

  private static Optional<Refused> refusal(String field, String name, Double value) {
    var rule = Rules.named(name);
    if (rule.isEmpty()) {
      return Optional.of(new Refused(field, "there is no rule of this name", instead(name)));
    }
    var measure = rule.get().measure();
    if (measure.isEmpty()) {
      return Optional.of(
          new Refused(field, "this rule compares no number", "leave it out; " + withNumbers()));
    }
    return measure.flatMap(m -> outOfRange(field, m, value));
  }

  private static Optional<Refused> outOfRange(String field, Measure measure, Double value) {
    boolean inRange =
        value != null && Double.isFinite(value) && value >= 0 && value < measure.most();
    return inRange
        ? Optional.empty()
        : Optional.of(
            new Refused(
                field,
                "%s is not a threshold".formatted(value),
                "write a number of at least 0%s, for example %s"
                    .formatted(
                        Double.isInfinite(measure.most())
                            ? ""
                            : " and less than " + Rounded.of(measure.most()),
                        Rounded.of(measure.threshold()))));
  }

  private static String instead(String name) {
    return Rules.all().stream()
        .filter(rule -> rule.id().equalsIgnoreCase(name) || rule.name().equalsIgnoreCase(name))
        .findFirst()
        .map(rule -> "write " + rule.name())
        .orElse(withNumbers());
  }

  private static String withNumbers() {
    return "rules with a threshold are "
        + Rules.all().stream()
            .filter(rule -> rule.measure().isPresent())
            .map(Rule::name)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /** The same with others on top; they have been checked. */
  public Thresholds with(Map<String, Double> others) {
    SortedMap<String, Double> both = new TreeMap<>(changed);
    both.putAll(others);
    return new Thresholds(both);
  }

  Limits of(Rule rule) {
    return rule.measure()
        .map(m -> m.limits(changed.getOrDefault(rule.name(), m.threshold())))
        .orElse(Limits.NONE);
  }
}
