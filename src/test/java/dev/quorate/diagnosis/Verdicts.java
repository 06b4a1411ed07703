package dev.quorate.diagnosis;

import dev.quorate.model.MemberId;
import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.util.Optional;

/** What one rule says of one moment, and of what has changed in the minute before it. */
final class Verdicts {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Verdicts() {}

  /** About the ensemble, or the member that the rule concerns most: {@code who}. */
  static Verdict of(String rule, Scene then, Scene now, int who) {
    var rounds =
        Rounds.first(then.at(ObservedStates.NOW.minus(MINUTE))).next(now.at(ObservedStates.NOW));
    var asked = Rules.named(rule).orElseThrow();
    var about =
        asked.question().isOfMembers()
            ? Optional.of(new MemberId(who))
            : Optional.<MemberId>empty();
    return asked.question().ask(rounds, Thresholds.shipped().of(asked)).stream()
        .filter(answer -> answer.member().equals(about))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  /** As it is now; it was healthy a minute ago. */
  static Verdict of(String rule, Scene now, int who) {
    return of(rule, Scene.healthy(), now, who);
  }

  static Optional<Level> level(Verdict verdict) {
    return verdict instanceof Verdict.Found found ? Optional.of(found.level()) : Optional.empty();
  }
}
