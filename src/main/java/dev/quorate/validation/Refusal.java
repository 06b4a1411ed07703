package dev.quorate.validation;

/**
 * Why a specification is not acted on.
 *
 * @param field path as a user writes it, for example {@code spec.replicas}
 * @param reason what is wrong, with the value that was found
 * @param remedy what to write instead
 */
public record Refusal(String field, String reason, String remedy) {

  /** The one sentence for condition, event and log. */
  public String message() {
    return field + ": " + reason + "; " + remedy;
  }
}
