package dev.quorate.scenario.load;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Quotas;
import org.apache.zookeeper.StatsTrack;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** A client that asks for more than is good: of nodes, of watches, of bytes. */
public final class Burden implements AutoCloseable {
  private static final int AT_ONCE = 500;

  private final String prefix = "/burden-" + UUID.randomUUID() + "-";
  private final ZooKeeper client;
  private int created;

  /**
   * @param addresses of the members
   */
  public Burden(Supplier<? extends Collection<String>> addresses) throws IOException {
    client = MemberAddresses.connect(addresses);
  }

  /** Makes so many nodes without data. */
  public void nodes(int many, CreateMode mode) throws KeeperException, InterruptedException {
    for (int left = many; left > 0; left -= AT_ONCE) {
      client.multi(
          IntStream.range(0, Math.min(left, AT_ONCE)).mapToObj(_ -> node(0, mode)).toList());
    }
  }

  /** Writes so often, each time in a transaction of its own. */
  public void writes(int many) throws KeeperException, InterruptedException {
    nodes(1, CreateMode.PERSISTENT);
    for (int i = 0; i < many; i++) {
      client.setData(prefix + created, new byte[0], -1);
    }
  }

  /** Makes one node of that size, and reads it. */
  public void large(int bytes) throws KeeperException, InterruptedException {
    client.multi(List.of(node(bytes, CreateMode.PERSISTENT)));
    client.getData(prefix + created, false, null);
  }

  /** Sets so many watches. */
  public void watches(int many) throws KeeperException, InterruptedException {
    for (int i = 0; i < many; i++) {
      client.exists("/nobody" + i, true);
    }
  }

  /** So many nodes, each watched, and all of them changed at the same moment, so many times. */
  public void storms(int nodes, int times) throws KeeperException, InterruptedException {
    var paths = IntStream.range(0, nodes).mapToObj(i -> "/storm" + i).toList();
    client.multi(
        paths.stream()
            .map(path ->
                Op.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
            .toList());
    for (int i = 0; i < times; i++) {
      for (var path : paths) {
        client.exists(path, true, (_, _, _, _) -> {}, null);
      }
      client.multi(paths.stream().map(path -> Op.setData(path, new byte[0], -1)).toList());
    }
  }

  /** A node with a quota of so many nodes, all but one of which are there. */
  public void quota(int nodes) throws KeeperException, InterruptedException {
    var limit = new StatsTrack();
    limit.setCount(nodes);
    create("/limited", new byte[0]);
    create(Quotas.quotaPath("/limited"), new byte[0]);
    create(Quotas.limitPath("/limited"), limit.getStatsBytes());
    create(Quotas.statPath("/limited"), new StatsTrack().getStatsBytes());
    for (int i = 2; i < nodes; i++) {
      create("/limited/" + i, new byte[0]);
    }
  }

  private void create(String path, byte[] data) throws KeeperException, InterruptedException {
    client.create(path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  private Op node(int bytes, CreateMode mode) {
    created++;
    return Op.create(prefix + created, new byte[bytes], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
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
