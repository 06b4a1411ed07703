package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Have the servers worked off what the last restart brought them (hazard Z52)? Clients of a member
 * that restarts come to the others at once; their requests queue there. Bounded, because an
 * ensemble may be busy at all times.
 */
final class ClientsSettled {
  /** A server at work has a handful of requests in hand; 1000 is where it throttles clients. */
  private static final long MOST_OUTSTANDING = 100;

  /** After the last member became ready. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ClientsSettled() {}

  static Optional<Blocker> blocker(PlanInput input) {
    return isLongAgo(input)
        ? Optional.empty()
        : input.state().members().values().stream()
            .flatMap(member -> member.serving().flatMap(s -> busy(input, member, s)).stream())
            .findFirst();
  }

  private static boolean isLongAgo(PlanInput input) {
    Optional<Instant> lastReady =
        input.state().members().values().stream()
            .flatMap(member -> member.pod().flatMap(PodFacts::readySince).stream())
            .max(Comparator.naturalOrder());
    return lastReady.map(time -> time.plus(PATIENCE).isBefore(input.state().now())).orElse(true);
  }

  private static Optional<Blocker> busy(PlanInput input, ObservedMember member, Serving serving) {
    return switch (serving.vitals()) {
      case Probed.Known<Vitals>(Vitals vitals) ->
          vitals.outstandingRequests() <= MOST_OUTSTANDING
              ? Optional.empty()
              : Optional.of(
                  waiting(
                      input,
                      member,
                      "%d requests wait in it".formatted(vitals.outstandingRequests())));
      case Probed.Unknown<Vitals>(String why) ->
          Optional.of(waiting(input, member, "its load is not known: " + why));
    };
  }

  private static Blocker waiting(PlanInput input, ObservedMember member, String what) {
    return Blocker.of(
        Reason.CLIENTS_SETTLING,
        input.name(member.id()),
        "%s; the next member restarts when at most %d do, or %d s after the last one came back"
            .formatted(what, MOST_OUTSTANDING, PATIENCE.toSeconds()));
  }
}
