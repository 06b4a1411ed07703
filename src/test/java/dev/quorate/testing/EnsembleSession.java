package dev.quorate.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;

/** A client of some members, anonymous or the superuser. */
public final class EnsembleSession implements AutoCloseable {
  private final ZooKeeperAdmin client;

  private EnsembleSession(List<ScriptedMember> members) throws IOException {
    var addresses =
        members.stream().map(m -> m.address() + ":2181").collect(Collectors.joining(","));
    client = new ZooKeeperAdmin(addresses, 10_000, event -> {});
    Awaitility.await("session with " + addresses)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> client.getState() == ZooKeeper.States.CONNECTED);
  }

  public static EnsembleSession anonymous(List<ScriptedMember> members) throws IOException {
    return new EnsembleSession(members);
  }

  public static EnsembleSession superuser(List<ScriptedMember> members) throws IOException {
    var session = new EnsembleSession(members);
    var secret = "super:" + ScriptedEnsemble.PASSWORD;
    session.client.addAuthInfo("digest", secret.getBytes(StandardCharsets.UTF_8));
    return session;
  }

  /** Returns when the ensemble has acknowledged the write. */
  public void write(String path) throws KeeperException, InterruptedException {
    client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  /** The nodes under the root that tests wrote, as of now. */
  public List<String> written() throws KeeperException, InterruptedException {
    client.sync("/");
    return client.getChildren("/", false).stream()
        .filter(name -> !name.equals("zookeeper"))
        .sorted()
        .toList();
  }

  /** The committed configuration as of now (hazard Z18): server lines and version. */
  public String config() throws KeeperException, InterruptedException {
    client.sync("/");
    return new String(client.getConfig(false, new Stat()), StandardCharsets.UTF_8);
  }

  public void add(String serverLine) throws KeeperException, InterruptedException {
    client.reconfigure(serverLine, null, null, -1, new Stat());
  }

  public void remove(int id) throws KeeperException, InterruptedException {
    client.reconfigure(null, Integer.toString(id), null, -1, new Stat());
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
