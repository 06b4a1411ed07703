package dev.quorate.zookeeper;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.ServerLine;
import dev.quorate.zookeeper.AdminResult.Done;
import dev.quorate.zookeeper.AdminResult.OutcomeUnknown;
import dev.quorate.zookeeper.AdminResult.Refused;
import dev.quorate.zookeeper.AdminResult.Unreachable;
import dev.quorate.zookeeper.CuratorZooKeeperAdmin.Timeouts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;

/** A session of {@link CuratorZooKeeperAdmin}. */
final class CuratorAdminSession implements AdminSession {
  private final CuratorFramework client;
  private final Timeouts timeouts;

  CuratorAdminSession(CuratorFramework client, Timeouts timeouts) {
    this.client = client;
    this.timeouts = timeouts;
  }

  @FunctionalInterface
  private interface Request<T> {
    AdminResult<T> send() throws Exception;
  }

  @Override
  public AdminResult<QuorumConfig> committedConfig() {
    return send(() -> {
      sync();
      var text = text(client.getConfig().forEnsemble());
      return QuorumConfig.parse(text)
          .<AdminResult<QuorumConfig>>map(Done::new)
          .orElseGet(() -> refused(Refusal.UNREADABLE_CONFIG, text));
    });
  }

  @Override
  public AdminResult<QuorumConfig> reconfigure(MembershipChange change, QuorumConfig read) {
    if (read.version() < 0) {
      throw new IllegalArgumentException(
          "a reconfiguration from version -1 is not guarded (hazard Z15)");
    }
    return send(() -> {
      var text = text(reconfigureFrom(read.version(), change));
      return QuorumConfig.parse(text)
          .<AdminResult<QuorumConfig>>map(Done::new)
          .orElseGet(() -> new OutcomeUnknown<>("applied, with a result like: " + text));
    });
  }

  private byte[] reconfigureFrom(long version, MembershipChange change) throws Exception {
    List<String> joining = change.joining().stream().map(ServerLine::render).toList();
    List<String> leaving = change.leaving().stream().map(MemberId::toString).toList();
    var reconfig = client.reconfig();
    if (leaving.isEmpty()) {
      return reconfig.joining(joining).fromConfig(version).forEnsemble();
    }
    var leave = reconfig.leaving(leaving);
    return joining.isEmpty()
        ? leave.fromConfig(version).forEnsemble()
        : leave.joining(joining).fromConfig(version).forEnsemble();
  }

  @Override
  public AdminResult<Duration> barrier() {
    return send(() -> {
      long start = System.nanoTime();
      // A multi goes through the leader and is committed like any write, even if all it does is
      // to check that the root exists.
      client.transaction().forOperations(client.transactionOp().check().forPath("/"));
      return new Done<>(Duration.ofNanos(System.nanoTime() - start));
    });
  }

  private void sync() throws Exception {
    var done = new CompletableFuture<Integer>();
    client
        .sync()
        .inBackground((_, event) -> done.complete(event.getResultCode()))
        .forPath(ZooDefs.CONFIG_NODE);
    var code =
        KeeperException.Code.get(done.get(timeouts.request().toMillis(), TimeUnit.MILLISECONDS));
    if (code != KeeperException.Code.OK) {
      throw KeeperException.create(code, ZooDefs.CONFIG_NODE);
    }
  }

  private <T> AdminResult<T> send(Request<T> request) {
    var sent = false;
    try {
      int millis = Math.toIntExact(timeouts.connect().toMillis());
      if (!client.blockUntilConnected(millis, TimeUnit.MILLISECONDS)) {
        return new Unreachable<>("no server opened a session within " + millis + " ms");
      }
      sent = true;
      return request.send();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return sent ? new OutcomeUnknown<>("interrupted") : new Unreachable<>("interrupted");
    } catch (KeeperException e) {
      return failed(e);
    } catch (TimeoutException e) {
      return new OutcomeUnknown<>("no answer within " + timeouts.request().toMillis() + " ms");
    } catch (Exception e) {
      return new OutcomeUnknown<>(e.toString());
    }
  }

  /** What an error says about the request that met it. */
  static <T> AdminResult<T> failed(KeeperException e) {
    return Refusal.of(e.code())
        .<AdminResult<T>>map(kind -> refused(kind, e.getMessage()))
        .orElseGet(() -> new OutcomeUnknown<>(e.getMessage()));
  }

  private static <T> AdminResult<T> refused(Refusal kind, String detail) {
    return new Refused<>(kind, kind.explanation() + " (" + detail + ")");
  }

  private static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
