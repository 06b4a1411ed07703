package dev.quorate.bench;

import dev.quorate.testing.MemberModes;
import dev.quorate.zookeeper.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/**
 * When the last member of an ensemble was synced again, as the members themselves say. Asked every
 * 50 ms, so a moment is up to that much late, and what is measured from it up to that much short.
 */
final class SyncedMoments implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final Supplier<Collection<String>> addresses;
  private final int members;
  private final NavigableSet<Instant> moments = new ConcurrentSkipListSet<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::look);

  SyncedMoments(Supplier<Collection<String>> addresses, int members) {
    this.addresses = addresses;
    this.members = members;
    thread.start();
  }

  /** From the moment at which all were synced to each of these times but the first. */
  List<Duration> sharesOf(List<Instant> evictions) {
    List<Duration> shares = new ArrayList<>();
    for (int i = 1; i < evictions.size(); i++) {
      var synced = moments.lower(evictions.get(i));
      boolean seen = synced != null && synced.isAfter(evictions.get(i - 1));
      shares.add(seen ? Duration.between(synced, evictions.get(i)) : PERIOD);
    }
    return shares;
  }

  private void look() {
    boolean before = false;
    try {
      while (true) {
        boolean now = areSynced();
        if (now && !before) {
          moments.add(Instant.now());
        }
        before = now;
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean areSynced() {
    var answers = addresses.get().stream().map(a -> MemberModes.ask(a, Word.MNTR)).toList();
    return answers.stream().filter(a -> a.contains(" - broadcast\n")).count() == members
        && answers.stream()
            .anyMatch(a -> a.contains("zk_synced_followers\t" + (members - 1) + "\n"));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
