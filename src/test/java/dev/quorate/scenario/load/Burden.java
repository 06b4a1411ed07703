package dev.quorate.scenario.load;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** A client that asks for more than is good: of nodes, of watches, of bytes. */
public final class Burden implements AutoCloseable {
  private static final int AT_ONCE = 500;

  private final ZooKeeper client;
  private int created;

  /**
   * @param addresses of the members
   */
  public Burden(Supplier<? extends Collection<String>> addresses) throws IOException {
    client =
        new ZooKeeper(
            "members", Session.TIMEOUT_MILLIS, _ -> {}, false, new MemberAddresses(addresses));
  }

  /** Makes so many nodes without data. */
  public void nodes(int many, CreateMode mode) throws KeeperException, InterruptedException {
    for (int left = many; left > 0; left -= AT_ONCE) {
      client.multi(
          IntStream.range(0, Math.min(left, AT_ONCE)).mapToObj(_ -> node(0, mode)).toList());
    }
  }

  /** Makes one node of that size, and reads it. */
  public void large(int bytes) throws KeeperException, InterruptedException {
    client.multi(List.of(node(bytes, CreateMode.PERSISTENT)));
    client.getData("/burden" + created, false, null);
  }

  /** Sets so many watches. */
  public void watches(int many) throws KeeperException, InterruptedException {
    for (int i = 0; i < many; i++) {
      client.exists("/nobody" + i, true);
    }
  }

  private Op node(int bytes, CreateMode mode) {
    created++;
    return Op.create("/burden" + created, new byte[bytes], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
