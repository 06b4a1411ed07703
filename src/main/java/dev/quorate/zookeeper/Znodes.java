package dev.quorate.zookeeper;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.common.PathUtils;
import org.apache.zookeeper.data.Stat;

/** The znodes that one server has, read without their data and never written. */
public final class Znodes implements AutoCloseable {
  private final CuratorFramework client;
  private final CuratorZooKeeperAdmin.Timeouts timeouts;

  Znodes(CuratorFramework client, CuratorZooKeeperAdmin.Timeouts timeouts) {
    this.client = client;
    this.timeouts = timeouts;
  }

  /** Why a text is no path; empty when it is one. */
  public static Optional<String> complaint(String path) {
    try {
      PathUtils.validatePath(path);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Looks at one node; the first look opens the session. */
  public ZnodeLook look(String path) {
    try {
      int millis = Math.toIntExact(timeouts.connect().toMillis());
      if (!client.blockUntilConnected(millis, TimeUnit.MILLISECONDS)) {
        return new ZnodeLook.Failed("no session within " + millis + " ms");
      }
      return seen(path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ZnodeLook.Failed("interrupted");
    } catch (Exception e) {
      return new ZnodeLook.Failed(e.getMessage());
    }
  }

  private ZnodeLook seen(String path) throws Exception {
    var stat = new Stat();
    try {
      var children = client.getChildren().storingStatIn(stat).forPath(path);
      return new ZnodeLook.Seen(Znode.of(stat), children.stream().sorted().toList());
    } catch (KeeperException.NoNodeException _) {
      return new ZnodeLook.Gone();
    } catch (KeeperException.NoAuthException _) {
      return new ZnodeLook.Denied();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
