package dev.quorate.api.crd;

import dev.quorate.api.Change;
import dev.quorate.api.Cost;
import io.fabric8.generator.annotation.Required;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/**
 * A field of the specification, at one of the places where it can be written.
 *
 * @param path without {@code spec.}, for example {@code observers.pod.labels}
 * @param fields those of a section; none when it is a value
 */
public record SpecField(String path, RecordComponent component, List<SpecField> fields) {

  /** Whether it only holds other fields. */
  public boolean isSection() {
    return component.getType().isRecord();
  }

  /** As annotated. */
  public Optional<Cost> cost() {
    return annotation(Change.class).map(Change::value);
  }

  /** Whether a section that is written needs it. */
  public boolean isRequired() {
    return annotation(Required.class).isPresent();
  }

  /** Whether only observers are concerned. */
  public boolean isOfObservers() {
    return path.startsWith("observers.");
  }

  /** The end of its description: what a change costs. */
  String changing() {
    if (!isSection()) {
      return "Changing it: " + phrase() + ".";
    }
    return cost()
        .map(cost -> "Adding or removing it: " + cost.phrase() + ".")
        .orElseGet(() -> "Changing it: " + phrase() + ".");
  }

  /** What a change of it or of anything in it costs. */
  String phrase() {
    if (isSection()) {
      var phrases = fields.stream().map(SpecField::phrase).distinct().toList();
      return phrases.size() == 1 ? phrases.getFirst() : "depends on the field";
    }
    var cost = cost().orElseThrow(() -> new IllegalStateException(path + " is not classified"));
    return cost == Cost.ROLLING_RESTART && isOfObservers()
        ? "rolling restart of the observers"
        : cost.phrase();
  }

  private <A extends Annotation> Optional<A> annotation(Class<A> type) {
    try {
      var field = component.getDeclaringRecord().getDeclaredField(component.getName());
      return Optional.ofNullable(field.getAnnotation(type));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
