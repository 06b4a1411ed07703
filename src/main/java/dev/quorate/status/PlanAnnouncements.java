package dev.quorate.status;

import dev.quorate.api.PlanStatus;
import dev.quorate.api.StepStatus;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import dev.quorate.plan.Ahead.Approval;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the plan that a person has to approve: once for each plan, and for each word. */
final class PlanAnnouncements {
  private PlanAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after) {
    return after
        .plan()
        .filter(now -> now.hash() != null)
        .map(now -> Stream.of(published(before, now), judged(before, now)).flatMap(a -> a.stream()))
        .orElseGet(Stream::empty);
  }

  private static Optional<Announcement> published(Snapshot before, PlanStatus now) {
    return isKnown(before, now) || is(now, Approval.APPROVED)
        ? Optional.empty()
        : Optional.of(
            Announcement.of(
                Reason.PLAN_PUBLISHED,
                "Plan %s waits to be approved: %s".formatted(now.hash(), steps(now))));
  }

  private static Optional<Announcement> judged(Snapshot before, PlanStatus now) {
    boolean isOld =
        isKnown(before, now)
            && before.plan().map(PlanStatus::approval).equals(Optional.of(now.approval()));
    if (isOld || is(now, Approval.WAITING)) {
      return Optional.empty();
    }
    return Optional.of(
        is(now, Approval.APPROVED)
            ? Announcement.of(
                Reason.PLAN_APPROVED, "Plan %s is approved: %s".formatted(now.hash(), steps(now)))
            : Announcement.of(
                Reason.APPROVAL_OUTDATED,
                "What was approved is not plan %s, which lies ahead now".formatted(now.hash())));
  }

  private static boolean isKnown(Snapshot before, PlanStatus now) {
    return before.plan().map(PlanStatus::hash).equals(Optional.of(now.hash()));
  }

  private static boolean is(PlanStatus plan, Approval approval) {
    return approval.text().equals(plan.approval());
  }

  private static String steps(PlanStatus plan) {
    List<StepStatus> steps = plan.steps() == null ? List.of() : plan.steps();
    String shown =
        steps.stream()
            .map(step -> "%d. %s %s".formatted(step.number(), step.action(), step.subject()))
            .collect(Collectors.joining(", "));
    return plan.more() == null || plan.more() == 0
        ? shown
        : "%s, and %d more".formatted(shown, plan.more());
  }
}
