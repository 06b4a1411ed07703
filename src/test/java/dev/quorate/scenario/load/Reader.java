package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.zookeeper.KeeperException;

/** Looks, after a sync, for what was promised before it. */
final class Reader implements Actor {
  private final Supplier<? extends Collection<String>> addresses;
  private final Acknowledged acknowledged;
  private final List<String> missed = new CopyOnWriteArrayList<>();
  private Session session;
  private int sessionsLost;

  Reader(Supplier<? extends Collection<String>> addresses, Acknowledged acknowledged) {
    this.addresses = addresses;
    this.acknowledged = acknowledged;
    this.session = new Session(addresses);
  }

  @Override
  public void act() throws InterruptedException {
    var promised = acknowledged.last();
    try {
      session.sync();
      if (promised.isPresent() && !session.has(promised.get())) {
        missed.add(promised.get());
      }
    } catch (KeeperException.SessionExpiredException e) {
      sessionsLost++;
      session.close();
      session = new Session(addresses);
    } catch (KeeperException.ConnectionLossException e) {
      // It reads again.
    } catch (KeeperException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Promised writes that a read after a sync did not find. */
  List<String> missed() {
    return List.copyOf(missed);
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
