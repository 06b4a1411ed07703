package dev.quorate.status;

import dev.quorate.api.ProblemStatus;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** Which problems began, became worse, or are over. What is only good to know is no news. */
final class ProblemAnnouncements {
  private ProblemAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after) {
    if (before.isMissing()) {
      return Stream.empty();
    }
    var begun =
        after.problems().stream()
            .filter(Problems::isSerious)
            .filter(now ->
                before.problems().stream()
                    .noneMatch(
                        then -> Problems.isSame(then, now) && then.level().equals(now.level())))
            .map(now ->
                about(
                    Reason.PROBLEM_DETECTED,
                    now,
                    "%s: %s. Next: %s".formatted(now.rule(), now.message(), now.command())));
    var over =
        before.problems().stream()
            .filter(Problems::isSerious)
            .filter(then -> after.problems().stream().noneMatch(now -> Problems.isSame(then, now)))
            .map(then -> about(Reason.PROBLEM_CLEARED, then, then.rule() + " is over"));
    return Stream.concat(begun, over);
  }

  private static Announcement about(Reason reason, ProblemStatus problem, String message) {
    return new Announcement(reason, Optional.ofNullable(problem.member()), message);
  }
}
