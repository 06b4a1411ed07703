package dev.quorate.architecture.wrong.plan;

import java.util.Optional;

/** Asks two questions in one. */
public final class TakesOptional {
  /** Needless, in either case. */
  public static boolean decide(Optional<String> maybe) {
    return maybe.isPresent();
  }
}
