package dev.quorate.local.api.apply;

/** An object whose ownership cannot be computed: a list item without its key, say. */
public final class OwnershipException extends RuntimeException {
  OwnershipException(String message) {
    super(message);
  }
}
