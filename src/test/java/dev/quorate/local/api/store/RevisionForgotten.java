package dev.quorate.local.api.store;

/** A reader asked for changes that the history no longer holds. */
public final class RevisionForgotten extends RuntimeException {
  RevisionForgotten(long wanted, long oldest) {
    super("too old resource version: %d (%d)".formatted(wanted, oldest));
  }
}
