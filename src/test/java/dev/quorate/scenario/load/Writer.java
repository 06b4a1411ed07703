package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;

/**
 * Creates one node after another, each under a path of its own that is never tried twice: a write
 * whose outcome nobody saw is neither promised nor repeated.
 */
final class Writer implements Actor {
  private final String prefix;
  private final Supplier<? extends Collection<String>> addresses;
  private final Acknowledged acknowledged;
  private Session session;
  private int next;
  private int sessionsLost;

  Writer(
      String prefix, Supplier<? extends Collection<String>> addresses, Acknowledged acknowledged) {
    this.prefix = prefix;
    this.addresses = addresses;
    this.acknowledged = acknowledged;
    this.session = new Session(addresses);
  }

  @Override
  public void act() throws InterruptedException {
    var path = prefix + "-" + next++;
    try {
      session.create(path, CreateMode.PERSISTENT);
      acknowledged.add(path);
    } catch (KeeperException.SessionExpiredException e) {
      sessionsLost++;
      session.close();
      session = new Session(addresses);
    } catch (KeeperException.ConnectionLossException e) {
      // Unknown outcome: nothing is promised.
    } catch (KeeperException e) {
      throw new IllegalStateException(path, e);
    }
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
