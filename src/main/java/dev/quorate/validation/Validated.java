package dev.quorate.validation;

import dev.quorate.model.Ensemble;
import java.util.List;
import java.util.stream.Collectors;

/** What came of checking a specification. */
public sealed interface Validated {

  /**
   * It can be acted on.
   *
   * @param warnings what the user should know all the same, in the order of the rules
   */
  record Accepted(Ensemble ensemble, List<Warning> warnings) implements Validated {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It is not acted on, and the running ensemble is not touched.
   *
   * @param refusals everything that is wrong, at least one, in the order of the rules
   */
  record Refused(List<Refusal> refusals) implements Validated {
    public Refused {
      refusals = List.copyOf(refusals);
    }

    /** All refusals in one message. */
    public String message() {
      return refusals.stream().map(Refusal::message).collect(Collectors.joining(". "));
    }
  }
}
