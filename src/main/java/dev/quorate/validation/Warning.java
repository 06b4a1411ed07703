package dev.quorate.validation;

import dev.quorate.model.Reason;

/**
 * Something that a user should know about an accepted specification.
 *
 * @param reason SPEC_WARNING, EPHEMERAL_STORAGE or UNKNOWN_CONFIG
 * @param field path as a user writes it
 * @param message what is the matter and what to do
 */
public record Warning(Reason reason, String field, String message) {}
