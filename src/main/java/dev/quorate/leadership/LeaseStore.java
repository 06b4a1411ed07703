package dev.quorate.leadership;

import java.util.Optional;

/**
 * Where the lease is kept. Each call makes one request. Used by one thread.
 *
 * <p>All calls throw {@link Unavailable} when there was no answer or a refusal; whether a write
 * then took effect is unknown.
 */
public interface LeaseStore {

  /** The lease as it is now; empty when there is none. */
  Optional<LeaseRecord> read();

  /**
   * Writes the lease if it is still the one that was last read or written through this store (or
   * still missing); false when it is not.
   */
  boolean write(LeaseRecord lease);

  /** The lease could not be read or written. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
