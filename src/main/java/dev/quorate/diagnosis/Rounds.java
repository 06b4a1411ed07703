package dev.quorate.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The newest moment, and enough of the ten minutes before it to see what changes and how fast: one
 * moment a minute and those in which a process told its first figures, each a few kilobytes.
 *
 * @param past oldest first
 */
public record Rounds(Vitals now, List<Past> past) {
  private static final Duration APART = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(11);

  /** Moments are not exactly a minute apart. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  public Rounds {
    past = List.copyOf(past);
  }

  /** There is nothing to compare with yet. */
  public static Rounds first(Vitals vitals) {
    return new Rounds(vitals, List.of());
  }

  /** One more moment; a moment that is not later than the newest changes nothing. */
  public Rounds next(Vitals vitals) {
    if (!vitals.at().isAfter(now.at())) {
      return this;
    }
    List<Past> kept = new ArrayList<>(past);
    var moment = Past.of(now);
    if (kept.isEmpty() || isDue(kept.getLast()) || moment.tellsFirst(kept.getLast())) {
      kept.add(moment);
    }
    kept.removeIf(then -> then.at().plus(LONGEST).isBefore(vitals.at()));
    return new Rounds(vitals, kept);
  }

  private boolean isDue(Past last) {
    return !now.at().isBefore(last.at().plus(APART));
  }

  /** What is still known of that time, the oldest moment first. */
  private Stream<Past> within(Duration window) {
    Instant from = now.at().minus(window).minus(SLACK);
    return past.stream().filter(moment -> !moment.at().isBefore(from));
  }

  /** How much it has grown since when. */
  private record Growth(double amount, Past since) {}

  /**
   * Since the oldest moment in which the same process told that figure: a member that has just
   * begun is not compared with the time before.
   */
  private Optional<Growth> grown(MemberVitals member, Figure figure, Duration window) {
    return within(window).flatMap(moment -> grown(member, figure, moment).stream()).findFirst();
  }

  private static Optional<Growth> grown(MemberVitals member, Figure figure, Past moment) {
    var growth =
        sameProcess(member, moment)
            .map(then -> member.figures().growthOf(figure, then.figures()))
            .orElse(OptionalDouble.empty());
    return growth.isPresent()
        ? Optional.of(new Growth(growth.getAsDouble(), moment))
        : Optional.empty();
  }

  private static Optional<Past.Member> sameProcess(MemberVitals member, Past moment) {
    return Optional.ofNullable(moment.members().get(member.id()))
        .filter(then -> then.isSameProcess(member));
  }

  /**
   * How much a figure of a member has grown in that time, or in what is known of it; empty when it
   * is unknown, and when its process has begun anew.
   */
  OptionalDouble growth(MemberVitals member, Figure figure, Duration window) {
    return grown(member, figure, window)
        .map(growth -> OptionalDouble.of(growth.amount()))
        .orElse(OptionalDouble.empty());
  }

  /** The same, in each second. */
  OptionalDouble rate(MemberVitals member, Figure figure, Duration window) {
    return grown(member, figure, window)
        .map(growth -> OptionalDouble.of(growth.amount() / seconds(growth.since().at(), now.at())))
        .orElse(OptionalDouble.empty());
  }

  /** The same between two moments of the past; empty when there is no time between them. */
  OptionalDouble rateBetween(MemberVitals member, Figure figure, Duration from, Duration to) {
    var all = grown(member, figure, from);
    var last = grown(member, figure, to);
    if (all.isEmpty() || last.isEmpty()) {
      return OptionalDouble.empty();
    }
    double seconds = seconds(all.get().since().at(), last.get().since().at());
    return seconds > 0
        ? OptionalDouble.of((all.get().amount() - last.get().amount()) / seconds)
        : OptionalDouble.empty();
  }

  /** How much several figures have grown together, of those that are known. */
  OptionalDouble growthOfAll(MemberVitals member, Duration window, Figure... figures) {
    var known =
        Stream.of(figures)
            .map(figure -> growth(member, figure, window))
            .flatMapToDouble(OptionalDouble::stream)
            .summaryStatistics();
    return known.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(known.getSum());
  }

  /** What one of them took on average in that time; 0 when there was none: nothing is not slow. */
  OptionalDouble average(MemberVitals member, Figure sum, Figure count, Duration window) {
    var total = growth(member, sum, window);
    var many = growth(member, count, window);
    if (many.isPresent() && many.getAsDouble() == 0) {
      return many;
    }
    return total.isPresent() && many.isPresent()
        ? OptionalDouble.of(total.getAsDouble() / many.getAsDouble())
        : OptionalDouble.empty();
  }

  /** How many members have begun to serve since the moment from which that growth is counted. */
  long begunDuring(MemberVitals member, Figure figure, Duration window) {
    return grown(member, figure, window).stream()
        .flatMap(
            growth -> now.members().values().stream().filter(m -> hasBegunSince(m, growth.since())))
        .count();
  }

  /** In another process, or it was not serving yet in this one. */
  private static boolean hasBegunSince(MemberVitals member, Past then) {
    return sameProcess(member, then).filter(m -> !m.figures().equals(Figures.NONE)).isEmpty();
  }

  /** What the same process told first in that time. */
  OptionalDouble earlier(MemberVitals member, Figure figure, Duration window) {
    return within(window)
        .flatMap(moment -> sameProcess(member, moment).stream())
        .flatMapToDouble(then -> then.figures().get(figure).stream())
        .findFirst();
  }

  /** The member at the oldest moment of that time in which it was in the same pod. */
  Optional<Past.Member> inSamePod(MemberVitals member, Duration window) {
    return within(window)
        .flatMap(moment -> Optional.ofNullable(moment.members().get(member.id())).stream())
        .filter(then -> then.podUid().equals(member.podUid()))
        .findFirst();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
