package dev.quorate.status;

import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.Announcement;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.testing.ObservedStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Passes one after another, each a second after the other, and what was announced. */
final class Story {
  private final List<String> told = new ArrayList<>();
  private ZookeeperClusterStatus status;
  private long generation = 1;
  private Instant now = ObservedStates.NOW;

  /** A story that begins with a status that is already written. */
  static Story after(Pass pass) {
    return new Story().then(pass).forget();
  }

  Story edited() {
    generation++;
    return this;
  }

  Story then(Pass pass, Action... done) {
    now = now.plusSeconds(1);
    var next = new StatusComputer().compute(status, generation, pass, now);
    Announcements.of(status, next, pass.state(), Arrays.asList(done)).stream()
        .map(Story::documented)
        .map(Story::text)
        .forEach(told::add);
    status = next;
    return this;
  }

  Story then(ObservedStates states) {
    return then(Passes.three(states));
  }

  /** A pass that did this. */
  Story did(ObservedStates states, Action done) {
    var pass = Passes.three(states);
    var outcomes = new Outcomes(List.of(done), Optional.empty());
    return then(new Pass.Planned(pass.verdict(), pass.state(), pass.plan(), outcomes), done);
  }

  ZookeeperClusterStatus status() {
    return status;
  }

  private Story forget() {
    told.clear();
    return this;
  }

  /** Type, reason, and what it is about. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** So that no event is told that its page does not explain. */
  private static Announcement documented(Announcement announcement) {
    if (EventReasons.all().noneMatch(announcement.reason()::equals)) {
      throw new AssertionError(announcement.reason() + " is missing in EventReasons");
    }
    return announcement;
  }

  private static String text(Announcement announcement) {
    return String.join(
        " ",
        announcement.type(),
        announcement.reason().text(),
        announcement.member().map(m -> m + ":").orElse(":"),
        announcement.message());
  }

  /** Type, reason and member only. */
  List<String> headlines() {
    return told.stream().map(t -> t.substring(0, t.indexOf(':')).strip()).toList();
  }
}
