package dev.quorate.leadership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A replica under test, with a wall clock of its own. */
final class Replica {
  static final Duration LEASE = Duration.ofSeconds(15);

  final String name;
  final LeaseInMemory.View view;
  final Election election;
  final List<String> heard = new ArrayList<>();
  Duration skew = Duration.ZERO;

  Replica(String name, LeaseInMemory api, LongSupplier nanos) {
    this.name = name;
    view = api.view();
    election =
        new Election(
            new LeaseTerms(name, LEASE, Duration.ofSeconds(10), Duration.ofSeconds(2)),
            view,
            new Election.Listener() {
              @Override
              public void acquired() {
                heard.add("acquired");
              }

              @Override
              public void lost(String why) {
                heard.add(why);
              }
            },
            () -> Instant.EPOCH.plusNanos(nanos.getAsLong()).plus(skew),
            nanos);
  }

  Duration step() {
    return election.step();
  }

  boolean acts() {
    return election.isHeld();
  }

  Optional<String> lost() {
    return heard.stream().filter(h -> !h.equals("acquired")).findFirst();
  }
}
