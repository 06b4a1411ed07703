package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Changes one node over and over, for those who watch it. */
final class Bell implements Actor {
  private static final int PAUSE_MILLIS = 100;

  private final String path;
  private final Client client;
  private final List<Long> rung = new CopyOnWriteArrayList<>();

  /** Of a node that is there. */
  Bell(String path, Supplier<? extends Collection<String>> addresses) {
    this.path = path;
    this.client = new Client(addresses);
  }

  /** Nobody has to have heard of a change whose outcome is unknown. */
  @Override
  public void act() throws InterruptedException {
    client.attempt(session -> rung.add(session.change(path)));
    Thread.sleep(PAUSE_MILLIS);
  }

  /** The transactions of all changes that were acknowledged. */
  List<Long> rung() {
    return List.copyOf(rung);
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
