package dev.quorate.scenario.load;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.zookeeper.KeeperException;

/** Somebody with a session, who opens another when the ensemble has given that one up. */
final class Client implements AutoCloseable {
  private final Supplier<? extends Collection<String>> addresses;
  private volatile Session session;
  private final List<String> sessionsLost = new CopyOnWriteArrayList<>();

  Client(Supplier<? extends Collection<String>> addresses) {
    this.addresses = addresses;
    this.session = new Session(addresses);
  }

  /** What is done in one session. */
  interface Request {
    void in(Session session) throws KeeperException, InterruptedException;
  }

  /**
   * Whether the whole request was answered; otherwise its outcome is not known.
   *
   * @throws IllegalStateException when the answer is one that no client of the load should get
   */
  boolean attempt(Request request) throws InterruptedException {
    try {
      request.in(session);
      return true;
    } catch (KeeperException.SessionExpiredException e) {
      sessionsLost.add(session.course());
      session.close();
      session = new Session(addresses);
    } catch (KeeperException.ConnectionLossException e) {
      // The session goes on.
    } catch (KeeperException e) {
      throw new IllegalStateException(e);
    }
    return false;
  }

  /** What happened to each of them. */
  List<String> sessionsLost() {
    return List.copyOf(sessionsLost);
  }

  @Override
  public void close() {
    session.close();
  }
}
