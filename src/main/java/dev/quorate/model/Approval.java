package dev.quorate.model;

import java.util.Optional;

/**
 * Whether a person wants to see what lies ahead before it is done.
 *
 * @param required nothing but healing begins before its plan has been approved
 * @param given the hash of the plan that a person has approved last, as it stands in the annotation
 */
public record Approval(boolean required, Optional<String> given) {
  public static final Approval NOT_ASKED = new Approval(false, Optional.empty());
}
