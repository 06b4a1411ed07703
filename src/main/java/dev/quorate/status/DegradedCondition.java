package dev.quorate.status;

import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Arithmetic;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Is there less than the ensemble was made to bear? True while a voter of the committed
 * configuration is not synced, and as long as there is no quorum at all. An ensemble that has never
 * formed has nothing to lose yet.
 */
final class DegradedCondition {
  private DegradedCondition() {}

  static Judgement judge(Situation situation, Judgement quorum) {
    return switch (quorum.truth()) {
      case TRUE -> withQuorum(situation);
      case UNKNOWN -> Judgement.unknown(quorum.reason(), quorum.message());
      case FALSE ->
          situation.formed()
              ? Judgement.yes(quorum.reason(), quorum.message())
              : Judgement.no(quorum.reason(), "");
    };
  }

  private static Judgement withQuorum(Situation situation) {
    var unsynced = situation.quorum().unsynced();
    if (unsynced.isEmpty()) {
      return Judgement.asExpected();
    }
    boolean wiped =
        unsynced.stream()
            .map(situation.health()::get)
            .anyMatch(h -> h != null && h.reason() == Reason.DISK_WIPED);
    return Judgement.yes(
        wiped ? Reason.DISK_WIPED : Reason.VOTER_NOT_SYNCED,
        Arithmetic.of(situation.quorum()) + "; " + describe(situation, unsynced));
  }

  private static String describe(Situation situation, SortedSet<MemberId> ids) {
    return ids.stream()
        .map(id -> situation.name(id) + ": " + situation.awaited(id))
        .collect(Collectors.joining("; "));
  }
}
