package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Looks, after a sync, for what was promised before it. */
final class Reader implements Actor {
  private final Acknowledged acknowledged;
  private final List<String> missed = new CopyOnWriteArrayList<>();
  private final Client client;

  Reader(Supplier<? extends Collection<String>> addresses, Acknowledged acknowledged) {
    this.acknowledged = acknowledged;
    this.client = new Client(addresses);
  }

  @Override
  public void act() throws InterruptedException {
    var promised = acknowledged.last();
    client.attempt(session -> {
      session.sync();
      if (promised.isPresent() && !session.has(promised.get())) {
        missed.add(promised.get());
      }
    });
  }

  /** Promised writes that a read after a sync did not find. */
  List<String> missed() {
    return List.copyOf(missed);
  }

  @Override
  public int sessionsLost() {
    return client.sessionsLost();
  }

  @Override
  public void close() {
    client.close();
  }
}
