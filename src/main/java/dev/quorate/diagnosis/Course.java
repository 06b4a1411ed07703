package dev.quorate.diagnosis;

import dev.quorate.diagnosis.Verdict.Found;
import java.time.Instant;
import java.util.Optional;

/**
 * How one rule has gone for one member, or for the ensemble.
 *
 * @param bad moments in a row in which it was found
 * @param good moments in a row in which it was not
 * @param first when it was found first in this row
 * @param told what people have been told; empty while it is no problem
 */
record Course(int bad, int good, Optional<Instant> first, Optional<Found> told) {
  static final Course QUIET = new Course(0, 0, Optional.empty(), Optional.empty());

  /** What is unknown neither begins a problem nor ends one. */
  Course next(Verdict verdict, Instant at, Patience patience) {
    return switch (verdict) {
      case Verdict.Unknown _ -> this;
      case Verdict.Fine _ -> fine(patience);
      case Found found -> found(found, at, patience);
    };
  }

  private Course fine(Patience patience) {
    return told.isEmpty() || good + 1 >= patience.clear()
        ? QUIET
        : new Course(0, good + 1, first, told);
  }

  private Course found(Found found, Instant at, Patience patience) {
    // Once it is told, this is how long it has lasted: escalation counts on.
    int times = bad + 1;
    Optional<Instant> since = first.or(() -> Optional.of(at));
    if (told.isEmpty() && times < patience.fire()) {
      return new Course(times, 0, since, told);
    }
    boolean lasts = patience.escalate() > 0 && times >= patience.escalate();
    var news = lasts ? new Found(Level.CRITICAL, found.kind(), found.evidence()) : found;
    return new Course(times, 0, since, Optional.of(told.filter(t -> isSame(t, news)).orElse(news)));
  }

  /** Another number alone is no news. */
  private static boolean isSame(Found told, Found news) {
    return told.level() == news.level() && told.kind().equals(news.kind());
  }

  boolean isQuiet() {
    return equals(QUIET);
  }
}
