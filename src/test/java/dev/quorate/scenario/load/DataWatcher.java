package dev.quorate.scenario.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Watches a node as clients have always done: reads it when its watch tells of a change, and never
 * otherwise. After one lost notification it would know nothing new for ever.
 */
final class DataWatcher implements Actor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String path;
  private final Supplier<? extends Collection<String>> addresses;
  private Session session;
  private int sessionsLost;
  private int known = -1;
  private final AtomicInteger notifications = new AtomicInteger();
  private volatile boolean told = true;

  DataWatcher(String path, Supplier<? extends Collection<String>> addresses) {
    this.path = path;
    this.addresses = addresses;
    this.session = new Session(addresses);
  }

  private void notified(WatchedEvent event) {
    if (event.getType() == EventType.NodeDataChanged) {
      notifications.incrementAndGet();
      told = true;
    }
  }

  @Override
  public void act() throws InterruptedException {
    if (!told) {
      return;
    }
    told = false;
    try {
      known = session.watched(path, this::notified).getVersion();
    } catch (KeeperException.SessionExpiredException e) {
      sessionsLost++;
      session.close();
      session = new Session(addresses);
      told = true;
    } catch (KeeperException.ConnectionLossException e) {
      told = true;
    } catch (KeeperException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** What it does not know although nobody changes anything any more. */
  List<String> unheard() {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreException(KeeperException.ConnectionLossException.class)
          .until(this::knowsTheLatest);
      return List.of();
    } catch (ConditionTimeoutException e) {
      return List.of("the watcher of data was told nothing after version %d".formatted(known));
    }
  }

  private boolean knowsTheLatest() throws KeeperException, InterruptedException {
    session.sync();
    act();
    return known == session.stat(path).getVersion();
  }

  int notifications() {
    return notifications.get();
  }

  @Override
  public int sessionsLost() {
    return sessionsLost;
  }

  @Override
  public void close() {
    session.close();
  }
}
