package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Looks, after a write of its own, for what was promised before it. A sync would not do: a leader
 * that was voted out, and does not know it yet, answers it without asking anybody (ZooKeeper
 * Internals, consistency guarantees), and reads what was there before the next leader.
 */
final class Reader implements Actor {
  private final String path;
  private final Acknowledged acknowledged;
  private final List<String> missed = new CopyOnWriteArrayList<>();
  private final Client client;

  /** Of a node that is there. */
  Reader(String path, Supplier<? extends Collection<String>> addresses, Acknowledged acknowledged) {
    this.path = path;
    this.acknowledged = acknowledged;
    this.client = new Client(addresses);
  }

  @Override
  public void act() throws InterruptedException {
    var promised = acknowledged.last();
    client.attempt(session -> {
      session.change(path);
      if (promised.isPresent() && !session.has(promised.get())) {
        missed.add(promised.get());
      }
    });
  }

  /** Promised writes that a read after a later write did not find. */
  List<String> missed() {
    return List.copyOf(missed);
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
