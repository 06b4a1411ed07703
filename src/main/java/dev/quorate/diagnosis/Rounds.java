package dev.quorate.diagnosis;

import dev.quorate.model.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The newest moment, and enough of the ten minutes before it to see what changes and how fast: one
 * moment a minute, each a few kilobytes.
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
    if (kept.isEmpty() || !now.at().isBefore(kept.getLast().at().plus(APART))) {
      kept.add(Past.of(now));
    }
    kept.removeIf(moment -> moment.at().plus(LONGEST).isBefore(vitals.at()));
    return new Rounds(vitals, kept);
  }

  /** The oldest moment within that time that is still known. */
  Optional<Past> since(Duration window) {
    Instant from = now.at().minus(window).minus(SLACK);
    return past.stream().filter(moment -> !moment.at().isBefore(from)).findFirst();
  }

  /**
   * How much a figure of a member has grown in that time, or in what is known of it; empty when it
   * is unknown, and when its process has begun anew.
   */
  OptionalDouble growth(MemberVitals member, Figure figure, Duration window) {
    return before(member, window)
        .map(then -> member.figures().growthOf(figure, then.figures()))
        .orElse(OptionalDouble.empty());
  }

  /** The same, in each second. */
  OptionalDouble rate(MemberVitals member, Figure figure, Duration window) {
    var growth = growth(member, figure, window);
    return growth.isEmpty()
        ? growth
        : OptionalDouble.of(growth.getAsDouble() / seconds(since(window).orElseThrow()));
  }

  /** The same between two moments of the past; empty when there is no time between them. */
  OptionalDouble rateBetween(MemberVitals member, Figure figure, Duration from, Duration to) {
    var all = growth(member, figure, from);
    var last = growth(member, figure, to);
    if (all.isEmpty() || last.isEmpty()) {
      return OptionalDouble.empty();
    }
    double seconds = seconds(since(from).orElseThrow()) - seconds(since(to).orElseThrow());
    return seconds > 0
        ? OptionalDouble.of((all.getAsDouble() - last.getAsDouble()) / seconds)
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

  /** The member then, when it was the same process. */
  Optional<Past.Member> before(MemberVitals member, Duration window) {
    return then(member.id(), window).filter(Past.Member.of(member)::isSameProcess);
  }

  /** The member then, in whichever pod and process. */
  Optional<Past.Member> then(MemberId id, Duration window) {
    return since(window).map(moment -> moment.members().get(id));
  }

  private double seconds(Past then) {
    return Duration.between(then.at(), now.at()).toMillis() / 1000.0;
  }
}
