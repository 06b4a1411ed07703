package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;

/** Holds an ephemeral node in one session, and checks that it is still its own. */
final class LockHolder implements Actor {
  private final String path;
  private final Session session;
  private final long id;
  private volatile boolean lost;

  LockHolder(String path, Supplier<? extends Collection<String>> addresses)
      throws KeeperException, InterruptedException {
    this.path = path;
    this.session = new Session(addresses);
    session.create(path, CreateMode.EPHEMERAL);
    this.id = session.id();
  }

  @Override
  public void act() throws InterruptedException {
    try {
      session.sync();
      lost |= session.owner(path) != id;
    } catch (KeeperException.SessionExpiredException e) {
      lost = true;
    } catch (KeeperException.ConnectionLossException e) {
      // Not known now; asked again.
    } catch (KeeperException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> sessionsLost() {
    return lost || session.hasExpired() ? List.of(session.course()) : List.of();
  }

  @Override
  public void close() {
    session.close();
  }
}
