package dev.quorate.status;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.MemberStatus;
import dev.quorate.api.RolloutStatus;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of the first member that runs a new revision. */
final class CanaryAnnouncements {
  private CanaryAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after) {
    return Stream.of(
            news(before, after, Reason.CANARY_SOAKING),
            news(before, after, Reason.CANARY_REGRESSED),
            passed(before, after))
        .flatMap(Optional::stream);
  }

  private static Optional<Announcement> news(Snapshot before, Snapshot after, Reason reason) {
    return held(after, reason)
        .filter(now -> held(before, reason).filter(then -> isSame(then, now)).isEmpty())
        .map(now -> Announcement.of(reason, now.member(), now.member() + ": " + now.message()));
  }

  private static boolean isSame(BlockedStatus then, BlockedStatus now) {
    return now.member().equals(then.member());
  }

  /**
   * It held the roll up, which goes on now; not when another roll, or a revert, takes its place.
   */
  private static Optional<Announcement> passed(Snapshot before, Snapshot after) {
    return held(before)
        .filter(_ -> held(after).isEmpty() && isRestarting(after))
        .filter(then -> runsWanted(after, then.member()))
        .map(then ->
            Announcement.of(
                Reason.CANARY_PASSED,
                then.member(),
                "%s was the first that runs revision %s; now the others follow"
                    .formatted(then.member(), revision(after).orElseThrow())));
  }

  private static Optional<BlockedStatus> held(Snapshot status) {
    return held(status, Reason.CANARY_REGRESSED).or(() -> held(status, Reason.CANARY_SOAKING));
  }

  private static Optional<BlockedStatus> held(Snapshot status, Reason reason) {
    return status.blocked().stream()
        .filter(b -> reason.text().equals(b.reason()) && b.member() != null)
        .findFirst();
  }

  /** Nothing else than the roll decides what happens next. */
  private static boolean isRestarting(Snapshot status) {
    return status
        .condition(ConditionType.READY)
        .map(c -> Reason.RESTARTING_MEMBERS.text().equals(c.reason()))
        .orElse(false);
  }

  private static boolean runsWanted(Snapshot status, String member) {
    return status.member(member).map(MemberStatus::revision).equals(revision(status));
  }

  private static Optional<String> revision(Snapshot status) {
    return status.rollout().map(RolloutStatus::revision);
  }
}
