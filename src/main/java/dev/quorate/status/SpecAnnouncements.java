package dev.quorate.status;

import dev.quorate.api.Condition;
import dev.quorate.api.RolloutStatus;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What became of the specification: taken up, refused, not carried out, paused. */
final class SpecAnnouncements {
  /** The other reasons to stall are about one member, and announced there. */
  private static final Set<Reason> ABOUT_THE_SPECIFICATION =
      Set.of(
          Reason.INVALID_SPEC,
          Reason.NAME_CONFLICT,
          Reason.VERSION_MISMATCH,
          Reason.MEMBERSHIP_DRIFT,
          Reason.API_REFUSED);

  private SpecAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after) {
    return Stream.of(
            creating(before, after),
            news(before, after, ConditionType.STALLED)
                .filter(a -> ABOUT_THE_SPECIFICATION.contains(a.reason())),
            news(before, after, ConditionType.SPEC_WARNINGS),
            paused(before, after),
            changed(before, after))
        .flatMap(Optional::stream);
  }

  private static Optional<Announcement> creating(Snapshot before, Snapshot after) {
    return before.isMissing() && after.formed().isEmpty() && after.holds(ConditionType.RECONCILING)
        ? Optional.of(
            Announcement.of(
                Reason.CREATING_ENSEMBLE,
                "Creating an ensemble of %d members".formatted(after.members().size())))
        : Optional.empty();
  }

  /** The condition holds and did not, or says something else than it did. */
  private static Optional<Announcement> news(Snapshot before, Snapshot after, ConditionType type) {
    return after
        .condition(type)
        .filter(_ -> after.holds(type))
        .filter(now -> before.condition(type).map(then -> isOther(then, now)).orElse(true))
        .flatMap(now -> reason(now.reason()).map(r -> Announcement.of(r, now.message())));
  }

  private static boolean isOther(Condition then, Condition now) {
    return !Objects.equals(then.status(), now.status())
        || !Objects.equals(then.reason(), now.reason())
        || !Objects.equals(then.message(), now.message());
  }

  private static Optional<Reason> reason(String text) {
    return Arrays.stream(Reason.values()).filter(r -> r.text().equals(text)).findFirst();
  }

  private static Optional<Announcement> paused(Snapshot before, Snapshot after) {
    boolean was = before.holds(ConditionType.PAUSED);
    boolean is = after.holds(ConditionType.PAUSED);
    if (!was && is) {
      return Optional.of(Announcement.of(Reason.PAUSED, "spec.paused is true: nothing is changed"));
    }
    return was && after.is(ConditionType.PAUSED, Judgement.Truth.FALSE)
        ? Optional.of(Announcement.of(Reason.RESUMED, "spec.paused is false again"))
        : Optional.empty();
  }

  private static Optional<Announcement> changed(Snapshot before, Snapshot after) {
    return after
        .rollout()
        .filter(_ -> !before.isMissing())
        .flatMap(
            now -> now.startedAt() == null ? completed(before, now) : begun(before, after, now));
  }

  private static Optional<Announcement> begun(Snapshot before, Snapshot after, RolloutStatus now) {
    return before.rolloutSince(now.revision()).isPresent()
        ? Optional.empty()
        : Optional.of(
            Announcement.of(
                reason(now.reason()).orElse(Reason.CONFIGURATION_CHANGED),
                "%d of %d members run the new revision %s%s"
                    .formatted(
                        now.updated(), now.total(), now.revision(), what(before, after, now))));
  }

  /** What changed, when this is the pass that changed it. */
  private static String what(Snapshot before, Snapshot after, RolloutStatus now) {
    return ConfigurationHistory.news(before, after)
        .filter(entry -> now.revision().equals(entry.revision()) && entry.changed() != null)
        .map(entry ->
            "; changed: "
                + String.join(", ", entry.changed())
                + (entry.more() == null ? "" : ", and %d more".formatted(entry.more())))
        .orElse("");
  }

  private static Optional<Announcement> completed(Snapshot before, RolloutStatus now) {
    return before
        .rolloutSince(now.revision())
        .map(_ ->
            Announcement.of(
                Reason.ROLLOUT_COMPLETED,
                "%d of %d members run revision %s"
                    .formatted(now.updated(), now.total(), now.revision())));
  }
}
