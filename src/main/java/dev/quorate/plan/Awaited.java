package dev.quorate.plan;

import dev.quorate.model.Reason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which members are waited for, and what keeps each of them. */
final class Awaited {
  private Awaited() {}

  static List<Blocker> members(PlanInput input) {
    return Stream.concat(
            input.health().values().stream()
                .filter(Awaited::isAwaited)
                .map(h -> Blocker.of(h.reason(), input.name(h.id()), h.message())),
            ForeignVoterRule.blockers(input).stream())
        .toList();
  }

  static String sentence(PlanInput input) {
    String members =
        input.health().values().stream()
            .filter(Awaited::isAwaited)
            .map(h -> input.name(h.id()) + ": " + h.message())
            .collect(Collectors.joining("; "));
    return members.isEmpty() ? "every member is synced" : members;
  }

  /** What a member without a vote does next is not up to it. */
  private static boolean isAwaited(MemberHealth health) {
    return !health.isSynced() && health.reason() != Reason.MEMBER_WITHOUT_VOTE;
  }
}
