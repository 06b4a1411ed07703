package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;

/** Changes one node over and over, for those who watch it. */
final class Bell implements Actor {
  private static final int PAUSE_MILLIS = 100;

  private final String path;
  private final Supplier<? extends Collection<String>> addresses;
  private final List<Long> rung = new CopyOnWriteArrayList<>();
  private Session session;
  private int sessionsLost;

  Bell(String path, Supplier<? extends Collection<String>> addresses)
      throws KeeperException, InterruptedException {
    this.path = path;
    this.addresses = addresses;
    this.session = new Session(addresses);
    session.create(path, CreateMode.PERSISTENT);
  }

  @Override
  public void act() throws InterruptedException {
    try {
      rung.add(session.change(path));
    } catch (KeeperException.SessionExpiredException e) {
      sessionsLost++;
      session.close();
      session = new Session(addresses);
    } catch (KeeperException.ConnectionLossException e) {
      // Unknown outcome: nobody has to have heard it.
    } catch (KeeperException e) {
      throw new IllegalStateException(path, e);
    }
    Thread.sleep(PAUSE_MILLIS);
  }

  /** The transactions of all changes that were acknowledged. */
  List<Long> rung() {
    return List.copyOf(rung);
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
