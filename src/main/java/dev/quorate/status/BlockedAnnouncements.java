package dev.quorate.status;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.MemberStatus;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What begins to hold a step up, when that may last or needs a person; told once for each reason
 * and member, whatever its message says later. What passes by itself within seconds is no news.
 */
final class BlockedAnnouncements {
  private static final Set<Reason> NEWS =
      Set.of(
          Reason.FOREIGN_MEMBER,
          Reason.JOINING_TAKES_LONG,
          Reason.RECONFIG_REFUSED,
          Reason.REPAIR_FAILED,
          Reason.ROLLOUT_PAUSED,
          Reason.SUPERUSER_REFUSED,
          Reason.VOLUME_CANNOT_GROW,
          Reason.VOLUME_CHANGE_REFUSED,
          Reason.VOLUME_CLASS_DIFFERS,
          Reason.VOLUME_NEEDS_RESTART,
          Reason.VOLUME_RESIZE_ERROR,
          Reason.WAITING_FOR_WINDOW);

  /** After these no volume is left that grows. */
  private static final Set<Reason> GROWN = Set.of(Reason.UP_TO_DATE, Reason.REPLACING_STATEFULSET);

  private BlockedAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after) {
    if (before.isMissing()) {
      return Stream.empty();
    }
    return Stream.of(
            after.blocked().stream()
                .filter(now -> before.blocked().stream().noneMatch(then -> isSame(then, now)))
                .flatMap(now -> announcement(after, now).stream()),
            overdue(before, after).stream(),
            grown(before, after).stream())
        .flatMap(s -> s);
  }

  private static boolean isSame(BlockedStatus then, BlockedStatus now) {
    return Objects.equals(then.reason(), now.reason())
        && Objects.equals(then.member(), now.member());
  }

  /** A server that is none of the operator's has no pod that the event could name. */
  private static Optional<Announcement> announcement(Snapshot after, BlockedStatus now) {
    var member = Optional.ofNullable(now.member()).flatMap(after::member).map(MemberStatus::name);
    return reason(now.reason()).map(reason -> new Announcement(reason, member, now.message()));
  }

  private static Optional<Reason> reason(String text) {
    return NEWS.stream().filter(reason -> reason.text().equals(text)).findFirst();
  }

  private static Optional<Announcement> overdue(Snapshot before, Snapshot after) {
    return after
        .condition(ConditionType.STALLED)
        .filter(now -> has(Optional.of(now), Reason.PROGRESS_DEADLINE_EXCEEDED))
        .filter(
            _ -> !has(before.condition(ConditionType.STALLED), Reason.PROGRESS_DEADLINE_EXCEEDED))
        .map(now -> Announcement.of(Reason.PROGRESS_DEADLINE_EXCEEDED, now.message()));
  }

  private static Optional<Announcement> grown(Snapshot before, Snapshot after) {
    var type = ConditionType.UP_TO_DATE;
    return has(before.condition(type), Reason.GROWING_VOLUMES)
            && GROWN.stream().anyMatch(reason -> has(after.condition(type), reason))
        ? Optional.of(
            Announcement.of(
                Reason.VOLUMES_GROWN, "Every volume has the size that the specification asks for"))
        : Optional.empty();
  }

  private static boolean has(Optional<Condition> condition, Reason reason) {
    return condition.map(c -> reason.text().equals(c.reason())).orElse(false);
  }
}
