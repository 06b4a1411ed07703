package dev.quorate.zookeeper;

import dev.quorate.model.ProbeRound;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A session through one server in which the performance probe makes its rounds, one at a time. All
 * that it ever writes are one ephemeral node a round, and the node above it, once.
 */
public interface ProbeSession extends AutoCloseable {
  /** The node below which the ephemeral ones are, and which stays. */
  String PARENT = "/quorate-probe";

  /** How it is opened. */
  @FunctionalInterface
  interface Opener {
    /**
     * Returns at once; the first round waits for the connection.
     *
     * @param server as {@code host:port}
     */
    ProbeSession open(String server, Login login);
  }

  /** Whether there is any use in another round; a session that expired never comes back. */
  boolean isAlive();

  /**
   * Creates an ephemeral node, reads it back after a sync, leaves a watch on it, deletes it, and
   * waits for the watch.
   *
   * @param deadline of all of it, the connection included
   * @param wanted asked before each request; nothing is sent when it says no
   */
  ProbeRound round(Duration deadline, BooleanSupplier wanted);

  /** Ends the session, and with it whatever a round has left; lasts no longer than a second. */
  @Override
  void close();
}
