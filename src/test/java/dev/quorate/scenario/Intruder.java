package dev.quorate.scenario;

import dev.quorate.model.Keys;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.awaitility.Awaitility;

/** Somebody who has read the superuser's password, and changes the membership with it. */
final class Intruder implements AutoCloseable {
  private static final String NAMESPACE = "default";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ZooKeeperAdmin client;
  private final Names names;

  private Intruder(ZooKeeperAdmin client, Names names) {
    this.client = client;
    this.names = names;
  }

  static Intruder in(RunningCluster cluster, String ensemble) throws IOException {
    var names = new Names(NAMESPACE, ensemble, Ensembles.three().names().clusterDomain());
    var client = cluster.members(ensemble).client();
    var secret =
        cluster
            .local()
            .client()
            .secrets()
            .inNamespace(NAMESPACE)
            .withName(names.superuser())
            .get()
            .getData();
    var password =
        new String(Base64.getDecoder().decode(secret.get(Keys.PASSWORD)), StandardCharsets.UTF_8);
    client.addAuthInfo("digest", ("super:" + password).getBytes(StandardCharsets.UTF_8));
    return new Intruder(client, names);
  }

  /** The line under which the operator lists a voter. */
  ServerLine own(int id) {
    return names.serverLine(new MemberId(id), Role.VOTER);
  }

  /** Takes a member out. */
  void remove(int id) {
    reconfigure(null, Integer.toString(id));
  }

  /** Lists a server, or lists it differently. */
  void list(ServerLine line) {
    reconfigure(line.render(), null);
  }

  void change(int id, UnaryOperator<ServerLine> how) {
    list(how.apply(own(id)));
  }

  /** Sent once, over a connection that has just been tried: its answer may be lost all the same. */
  private void reconfigure(String joining, String leaving) {
    committed();
    try {
      client.reconfigure(joining, leaving, null, -1, new Stat());
    } catch (KeeperException.ConnectionLossException _) {
      // the server that was asked has changed its role or its address
    } catch (KeeperException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What is committed now. */
  QuorumConfig committed() {
    return Awaitility.await("the committed configuration")
        .atMost(PATIENCE)
        .ignoreException(KeeperException.ConnectionLossException.class)
        .until(this::read, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<QuorumConfig> read() throws KeeperException, InterruptedException {
    client.sync("/");
    var text = new String(client.getConfig(false, new Stat()), StandardCharsets.UTF_8);
    return QuorumConfig.parse(text);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
