package dev.quorate.dashboards;

import java.util.List;

/** Which colour a number has. */
enum Tone {
  NEUTRAL(new Step("blue", 0)),
  ONE_IS_GOOD(new Step("red", 0), new Step("green", 1)),
  /** What is more than nothing needs somebody now. */
  ZERO_IS_GOOD(new Step("green", 0), new Step("red", 1)),
  /** What is more than nothing is worth a look. */
  ZERO_IS_CALM(new Step("green", 0), new Step("orange", 1)),
  /** What is shown at all is worth a look. */
  SHOWN_IS_BAD(new Step("orange", 0)),
  /** A share of time; 99.9 % is 43 minutes a month. */
  AVAILABILITY(new Step("red", 0), new Step("orange", 0.99), new Step("green", 0.999));

  /** From which value on there is a colour. */
  record Step(String colour, double from) {}

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Step> steps;

  Tone(Step... steps) {
    this.steps = List.of(steps);
  }

  List<Step> steps() {
    return steps;
  }
}
