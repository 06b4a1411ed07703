package dev.quorate.diagnosis;

import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is wrong with one ensemble. A value: each moment is folded into the next one.
 *
 * @param rounds empty before the first moment
 * @param moments how many there were
 * @param courses of everything that is not quiet
 */
public record Diagnosis(Optional<Rounds> rounds, int moments, Map<Subject, Course> courses) {
  /** As many as a status bears. */
  public static final int MOST = 20;

  /** After so many moments most of what is wrong would have shown: one minute. */
  public static final int SETTLED = 4;

  private static final Diagnosis NOTHING = new Diagnosis(Optional.empty(), 0, Map.of());

  public Diagnosis {
    courses = Map.copyOf(courses);
  }

  /** What a rule is asked about. */
  record Subject(String rule, Optional<MemberId> member) {}

  /** Before anything was seen. */
  public static Diagnosis nothing() {
    return NOTHING;
  }

  /** With one more moment, which changes nothing unless it is later than the newest. */
  public Diagnosis next(Vitals vitals) {
    if (rounds.isPresent() && !vitals.at().isAfter(rounds.get().now().at())) {
      return this;
    }
    var known = rounds.map(r -> r.next(vitals)).orElseGet(() -> Rounds.first(vitals));
    var thresholds = vitals.setup().thresholds();
    Map<Subject, Course> next = new LinkedHashMap<>();
    for (Rule rule : Rules.all()) {
      for (Question.Answer answer : rule.question().ask(known, thresholds.of(rule))) {
        var subject = new Subject(rule.name(), answer.member());
        var course = course(subject, answer.verdict(), vitals.at(), rule.patience());
        if (!course.isQuiet()) {
          next.put(subject, course);
        }
      }
    }
    return new Diagnosis(Optional.of(known), moments + 1, next);
  }

  private Course course(Subject subject, Verdict verdict, Instant at, Patience patience) {
    return courses.getOrDefault(subject, Course.QUIET).next(verdict, at, patience);
  }

  /** Everything that fires, causes first; no more than a status bears. */
  public List<Problem> problems() {
    return rounds.map(this::problems).orElse(List.of());
  }

  private List<Problem> problems(Rounds known) {
    var names = known.now().setup().names();
    var root = new RootCause(firings(), known.now().quorum().leading());
    return root.inOrder().stream()
        .limit(MOST)
        .map(firing -> firing.problem(names, root.causeOf(firing), sign(known, firing)))
        .toList();
  }

  private static Optional<LogSigns.Sign> sign(Rounds known, Firing firing) {
    return firing
        .member()
        .flatMap(id -> Optional.ofNullable(known.now().members().get(id)))
        .flatMap(member -> member.log().about(firing.rule()));
  }

  /**
   * Whose logs may tell more, and the problems because of which: members that have one, and those
   * that are not synced while the ensemble has one. Without a pod there is no log.
   */
  public SortedMap<MemberId, Set<String>> suspects() {
    SortedMap<MemberId, Set<String>> suspects = new TreeMap<>();
    firings().stream()
        .filter(firing -> firing.level() != Level.INFO)
        .forEach(firing ->
            concerned(firing)
                .filter(member -> member.seen().pod().isPresent())
                .forEach(member ->
                    suspects
                        .computeIfAbsent(member.id(), _ -> new TreeSet<>())
                        .add(firing.rule().name())));
    return suspects;
  }

  private Stream<MemberVitals> concerned(Firing firing) {
    var now = rounds.orElseThrow().now();
    return now.members().values().stream()
        .filter(member ->
            firing
                .member()
                .map(member.id()::equals)
                .orElseGet(() -> !now.quorum().synced().contains(member.id())));
  }

  private List<Firing> firings() {
    List<Firing> firings = new ArrayList<>();
    courses.forEach((subject, course) ->
        course
            .told()
            .ifPresent(found ->
                firings.add(
                    new Firing(
                        Rules.named(subject.rule()).orElseThrow(),
                        subject.member(),
                        course.first().orElseThrow(),
                        found))));
    return firings;
  }

  /**
   * Whether nothing is wrong that somebody should look at; unknown until it has been looked at for
   * a while, and while no server answers.
   */
  public Probed<Boolean> isClear() {
    if (firings().stream().anyMatch(firing -> firing.level() != Level.INFO)) {
      return Probed.known(false);
    }
    if (moments < SETTLED) {
      return Probed.unknown("it has not been looked at for long enough yet");
    }
    return rounds.orElseThrow().now().isAnsweredByAny()
        ? Probed.known(true)
        : Probed.unknown("no server answers");
  }
}
