package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;

/**
 * Creates one node after another, each under a path of its own that is never tried twice: a write
 * whose outcome nobody saw is neither promised nor repeated.
 */
final class Writer implements Actor {
  private final String prefix;
  private final Acknowledged acknowledged;
  private final Client client;
  private int next;

  Writer(
      String prefix, Supplier<? extends Collection<String>> addresses, Acknowledged acknowledged) {
    this.prefix = prefix;
    this.acknowledged = acknowledged;
    this.client = new Client(addresses);
  }

  @Override
  public void act() throws InterruptedException {
    var path = prefix + "-" + next++;
    if (client.attempt(session -> session.create(path, CreateMode.PERSISTENT))) {
      acknowledged.add(path);
    }
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
