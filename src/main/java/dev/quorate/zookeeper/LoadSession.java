package dev.quorate.zookeeper;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;

/**
 * A session with one server, for requests of which only matters how long they take. Each answers
 * why it was not done; empty when it was. Nothing is ever repeated.
 */
public final class LoadSession implements AutoCloseable {
  private final CuratorFramework client;
  private final CuratorZooKeeperAdmin.Timeouts timeouts;

  LoadSession(CuratorFramework client, CuratorZooKeeperAdmin.Timeouts timeouts) {
    this.client = client;
    this.timeouts = timeouts;
  }

  private interface Request {
    void send() throws Exception;
  }

  /** Waits until the server has opened the session. */
  public Optional<String> connect() {
    int millis = Math.toIntExact(timeouts.connect().toMillis());
    try {
      return client.blockUntilConnected(millis, TimeUnit.MILLISECONDS)
          ? Optional.empty()
          : Optional.of("no session within " + millis + " ms");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /**
   * Makes a node that is there as long as this session is. What is missing above it are containers,
   * which servers remove about a minute after the last node in them has gone.
   */
  public Optional<String> hold(String path, byte[] data) {
    return send(() ->
        client
            .create()
            .creatingParentContainersIfNeeded()
            .withMode(CreateMode.EPHEMERAL)
            .forPath(path, data));
  }

  /** Reads a node's data. */
  public Optional<String> read(String path) {
    return send(() -> client.getData().forPath(path));
  }

  /** Replaces a node's data. */
  public Optional<String> write(String path, byte[] data) {
    return send(() -> client.setData().forPath(path, data));
  }

  /** Removes a node and what is below it; also done when it is not there. */
  public Optional<String> removeAll(String path) {
    return send(() -> {
      try {
        client.delete().deletingChildrenIfNeeded().forPath(path);
      } catch (KeeperException.NoNodeException _) {
        // Somebody was faster: the server that removes empty containers.
      }
    });
  }

  /** Removes a node, unless there is something below it. */
  public Optional<String> removeEmpty(String path) {
    return send(() -> {
      try {
        client.delete().forPath(path);
      } catch (KeeperException.NoNodeException | KeeperException.NotEmptyException _) {
        // It has gone by itself, or somebody else needs it.
      }
    });
  }

  private static Optional<String> send(Request request) {
    try {
      request.send();
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (Exception e) {
      return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
