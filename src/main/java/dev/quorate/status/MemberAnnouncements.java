package dev.quorate.status;

import dev.quorate.api.MemberStatus;
import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Announcement;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What became of single members. An election in which all of them look for a leader is no news of
 * theirs: the quorum's announcements tell it once.
 */
final class MemberAnnouncements {
  /** News whatever the member was before. */
  private static final Set<MemberState> TROUBLE =
      Set.of(
          MemberState.REFUSED,
          MemberState.VOLUME_UNAVAILABLE,
          MemberState.IMAGE_UNAVAILABLE,
          MemberState.CRASH_LOOP,
          MemberState.WIPED,
          MemberState.FAILED);

  /** What a member is after it was lost, when nobody looked in between. */
  private static final Set<MemberState> ON_ITS_WAY =
      Set.of(MemberState.STARTING, MemberState.ELECTING, MemberState.SYNCING);

  private MemberAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after, ObservedState seen) {
    return after.members().stream()
        .flatMap(now -> before.member(now.name()).flatMap(then -> step(then, now, seen)).stream())
        .flatMap(step -> of(before, after, step).stream());
  }

  /**
   * @param beenSynced whether it was synced before this pass, by the record on its volume; members
   *     without one always were, as far as anybody knows
   */
  private record Step(
      MemberState was, MemberState is, boolean beenSynced, String name, String message) {}

  /** Empty when the member is what it was, or when somebody else wrote the status. */
  private static Optional<Step> step(MemberStatus then, MemberStatus now, ObservedState seen) {
    boolean beenSynced =
        seen.member(new MemberId(now.id())).claim().map(ClaimFacts::hasFormed).orElse(true);
    return MemberState.parse(then.state())
        .flatMap(was ->
            MemberState.parse(now.state())
                .filter(is -> is != was)
                .map(is ->
                    new Step(was, is, beenSynced, now.name(), now.name() + ": " + now.message())));
  }

  private static Optional<Announcement> of(Snapshot before, Snapshot after, Step step) {
    if (step.is() == MemberState.SYNCED) {
      return recovered(before, step);
    }
    boolean lost =
        step.was() == MemberState.SYNCED
            && (after.holds(ConditionType.QUORUM_AVAILABLE) || !isElection(step.is()));
    return lost || TROUBLE.contains(step.is())
        ? Optional.of(Announcement.of(reason(step.is()), step.name(), step.message()))
        : Optional.empty();
  }

  private static Optional<Announcement> recovered(Snapshot before, Step step) {
    boolean theOthersServed =
        before.formed().isPresent() && before.holds(ConditionType.QUORUM_AVAILABLE);
    return theOthersServed && step.beenSynced()
        ? Optional.of(
            Announcement.of(Reason.MEMBER_RECOVERED, step.name(), step.name() + " is synced again"))
        : Optional.empty();
  }

  private static boolean isElection(MemberState state) {
    return state == MemberState.ELECTING || state == MemberState.SYNCING;
  }

  private static Reason reason(MemberState state) {
    return ON_ITS_WAY.contains(state) ? Reason.VOTER_NOT_SYNCED : state.reason();
  }
}
