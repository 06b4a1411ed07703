package dev.quorate.execute;

import dev.quorate.model.Reason;

/** What became of one write. */
public sealed interface WriteResult {
  /** The world is different now. */
  record Changed() implements WriteResult {}

  /** It already was as wanted; nothing was sent, or the server found nothing to change. */
  record Unchanged() implements WriteResult {}

  /** Refused, or nobody saw the outcome; the next pass looks at the world again (R4). */
  record Failed(Reason reason, String message) implements WriteResult {}

  static WriteResult changed() {
    return new Changed();
  }

  static WriteResult unchanged() {
    return new Unchanged();
  }
}
