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
import java.util.stream.Stream;

/**
 * Have clients got over the last restart (hazard Z52)? Those of a member that restarts come to the
 * others, where their requests queue; one that has not found another member yet would lose its
 * session if the next one that it tries went as well. Bounded, because an ensemble may be busy at
 * all times, and sessions of clients that are gone last until they time out.
 */
final class ClientsSettled {
  /** A server at work has a handful of requests in hand; 1000 is where it throttles clients. */
  private static final long MOST_OUTSTANDING = 100;

  /** After the last member became ready. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ClientsSettled() {}

  static Optional<Blocker> blocker(PlanInput input) {
    return isLongAgo(input) ? Optional.empty() : overloaded(input).or(() -> disconnected(input));
  }

  private static Optional<Blocker> overloaded(PlanInput input) {
    return input.state().members().values().stream()
        .flatMap(member -> member.serving().flatMap(s -> busy(input, member, s)).stream())
        .findFirst();
  }

  private static Optional<Blocker> disconnected(PlanInput input) {
    var all = input.state().members().values().stream().flatMap(ClientsSettled::vitals).toList();
    long sessions = all.stream().flatMapToLong(v -> v.sessions().stream()).max().orElse(0);
    long missing = sessions - all.stream().mapToLong(ClientsSettled::clients).sum();
    return missing <= 0
        ? Optional.empty()
        : Optional.of(
            Blocker.of(
                Reason.CLIENTS_SETTLING,
                "%d of %d sessions have no connection; the next member restarts when all have, or %d s after the last one came back"
                    .formatted(missing, sessions, PATIENCE.toSeconds())));
  }

  private static Stream<Vitals> vitals(ObservedMember member) {
    return member.serving().flatMap(s -> s.vitals().ifKnown()).stream();
  }

  /** The operator's own question has a connection and no session. */
  private static long clients(Vitals vitals) {
    return Math.max(0, vitals.connections() - 1);
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
