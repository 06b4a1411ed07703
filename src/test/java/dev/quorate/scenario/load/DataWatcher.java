package dev.quorate.scenario.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Watches a node as clients have always done: reads it when its watch tells of a change, and never
 * otherwise. After one lost notification it would know nothing new for ever.
 */
final class DataWatcher implements Actor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String path;
  private final Client client;
  private int known = -1;
  private final AtomicInteger notifications = new AtomicInteger();
  private volatile boolean told = true;

  DataWatcher(String path, Supplier<? extends Collection<String>> addresses) {
    this.path = path;
    this.client = new Client(addresses);
  }

  /** The watch ends with the session, so what happens after that has to be read. */
  private void notified(WatchedEvent event) {
    if (event.getType() == EventType.NodeDataChanged) {
      notifications.incrementAndGet();
      told = true;
    } else if (event.getState() == KeeperState.Expired) {
      told = true;
    }
  }

  @Override
  public void act() throws InterruptedException {
    if (!told) {
      return;
    }
    told = false;
    if (!client.attempt(session -> known = session.watched(path, this::notified).getVersion())) {
      told = true;
    }
  }

  /** What it does not know although nobody changes anything any more. */
  List<String> unheard() {
    try {
      Awaitility.await().atMost(PATIENCE).until(this::knowsTheLatest);
      return List.of();
    } catch (ConditionTimeoutException e) {
      return List.of("the watcher of data was told nothing after version %d".formatted(known));
    }
  }

  private boolean knowsTheLatest() throws InterruptedException {
    act();
    var latest = new AtomicInteger(-1);
    boolean answered =
        client.attempt(session -> {
          session.sync();
          latest.set(session.stat(path).getVersion());
        });
    return answered && known == latest.get();
  }

  int notifications() {
    return notifications.get();
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
