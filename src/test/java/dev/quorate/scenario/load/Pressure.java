package dev.quorate.scenario.load;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * A client that writes, syncs and reads all the time, and waits for no answer before it asks for
 * more, up to a number of requests.
 */
public final class Pressure implements AutoCloseable {
  private static final String NODE = "/pressure";

  private final ZooKeeper client;
  private final Semaphore free;
  private final Thread asks = Thread.ofPlatform().name("pressure").daemon().unstarted(this::ask);
  private volatile boolean over;

  /**
   * @param addresses of the members
   * @param atOnce requests without an answer
   */
  public Pressure(Supplier<? extends Collection<String>> addresses, int atOnce)
      throws IOException, KeeperException, InterruptedException {
    free = new Semaphore(atOnce);
    client = MemberAddresses.connect(addresses);
    if (client.exists(NODE, false) == null) {
      client.create(NODE, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
    asks.start();
  }

  private void ask() {
    while (!over) {
      free.acquireUninterruptibly(3);
      client.setData(NODE, new byte[0], -1, (_, _, _, _) -> free.release(), null);
      client.sync(NODE, (_, _, _) -> free.release(), null);
      client.getData(NODE, false, (_, _, _, _, _) -> free.release(), null);
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      asks.join();
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
