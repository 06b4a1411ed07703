package dev.quorate.scenario.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Watches a node for good, and writes down what it is told. ZooKeeper promises every change while
 * the client is connected, and nothing of the time between two connections; so it looks once at the
 * beginning of each, and from there on it must be told everything.
 */
final class PersistentWatcher implements Actor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Transactions after the first and up to the last were to be told. */
  private record Span(long first, long last) {}

  private final String path;
  private final Client client;
  private final List<Span> spans = new ArrayList<>();
  private final List<Long> heard = new ArrayList<>();
  private Session watched;
  private int connections;
  private boolean open;
  private long first;

  PersistentWatcher(String path, Supplier<? extends Collection<String>> addresses) {
    this.path = path;
    this.client = new Client(addresses);
  }

  private synchronized void notified(WatchedEvent event) {
    if (event.getType() == EventType.NodeDataChanged) {
      heard.add(event.getZxid());
    } else if (event.getState() != KeeperState.SyncConnected) {
      connections++;
      end(heard.isEmpty() ? first : heard.getLast());
    }
  }

  private void end(long last) {
    if (open) {
      spans.add(new Span(first, last));
      open = false;
    }
  }

  private synchronized int connection() {
    return connections;
  }

  private synchronized boolean isOpen() {
    return open;
  }

  /** Unless the connection that it was seen in has been lost since. */
  private synchronized void begin(long seen, int connection) {
    if (connection == connections) {
      first = seen;
      open = true;
    }
  }

  @Override
  public void act() throws InterruptedException {
    if (isOpen()) {
      return;
    }
    int connection = connection();
    client.attempt(session -> {
      if (session != watched) {
        session.watchForGood(path, this::notified);
        watched = session;
      }
      begin(session.stat(path).getMzxid(), connection);
    });
  }

  /** Changes that it should have been told of and was not; nobody changes anything any more. */
  List<String> unheard(List<Long> changes) {
    try {
      Awaitility.await().atMost(PATIENCE).until(this::hasSeenTheLatest);
    } catch (ConditionTimeoutException e) {
      return List.of("the persistent watcher was not told of the last change");
    }
    return missing(changes);
  }

  private boolean hasSeenTheLatest() throws InterruptedException {
    act();
    var latest = new AtomicLong();
    boolean answered =
        client.attempt(session -> {
          session.sync();
          latest.set(session.stat(path).getMzxid());
        });
    return answered && hasSeen(latest.get());
  }

  private synchronized boolean hasSeen(long latest) {
    boolean seen = open && (first == latest || heard.contains(latest));
    if (seen) {
      end(latest);
    }
    return seen;
  }

  private synchronized List<String> missing(List<Long> changes) {
    return changes.stream()
        .filter(zxid -> spans.stream().anyMatch(s -> s.first() < zxid && zxid <= s.last()))
        .filter(zxid -> !heard.contains(zxid))
        .map(zxid -> "the persistent watcher was not told of 0x" + Long.toHexString(zxid))
        .toList();
  }

  synchronized int notifications() {
    return heard.size();
  }

  @Override
  public List<String> sessionsLost() {
    return client.sessionsLost();
  }

  @Override
  public void close() {
    client.close();
  }
}
