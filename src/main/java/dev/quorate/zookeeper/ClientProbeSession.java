package dev.quorate.zookeeper;

import dev.quorate.model.ProbeRound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;

/**
 * A session of ZooKeeper's own client, asked asynchronously: a server that stands still costs a
 * round its deadline, and never a thread.
 */
public final class ClientProbeSession implements ProbeSession {
  /** How long a server that hears nothing keeps the session, and the node of a round in it. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /** No list holds for the superuser; everybody else may look. */
  private static final List<ACL> ACCESS = ZooDefs.Ids.READ_ACL_UNSAFE;

  private final ZooKeeper client;
  private volatile CompletableFuture<Boolean> connected = new CompletableFuture<>();
  private long rounds;

  private ClientProbeSession(String server, Login login) {
    try {
      client =
          new ZooKeeper(server, Math.toIntExact(SESSION.toMillis()), this::changed, clientConfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (login instanceof Login.Superuser(var password)) {
      client.addAuthInfo("digest", ("super:" + password).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Opens one. */
  public static ProbeSession open(String server, Login login) {
    return new ClientProbeSession(server, login);
  }

  private static ZKClientConfig clientConfig() {
    var config = new ZKClientConfig();
    config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    config.setProperty(
        ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Long.toString(FAREWELL.toMillis()));
    return config;
  }

  private void changed(WatchedEvent event) {
    switch (event.getState()) {
      case SyncConnected -> connected.complete(true);
      case Disconnected -> connected = new CompletableFuture<>();
      default -> connected.complete(false);
    }
  }

  @Override
  public boolean isAlive() {
    return client.getState().isAlive();
  }

  @Override
  public ProbeRound round(Duration deadline, BooleanSupplier wanted) {
    var round = new Round(System.nanoTime() + deadline.toNanos(), wanted);
    try {
      return round.make();
    } catch (ExecutionException e) {
      return new ProbeRound.Failed(round.step + ": " + e.getCause().getMessage());
    } catch (TimeoutException _) {
      return new ProbeRound.Failed(
          "%s: no answer within %d ms of the round's begin"
              .formatted(round.step, deadline.toMillis()));
    } catch (Unwanted _) {
      return new ProbeRound.Abandoned();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new ProbeRound.Abandoned();
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Unwanted extends Exception {
    private static final long serialVersionUID = 1;
  }

  @FunctionalInterface
  private interface Request<T> {
    void send(CompletableFuture<T> reply);
  }

  private final class Round {
    private final long end;
    private final BooleanSupplier wanted;
    private String step = "connect";

    private Round(long end, BooleanSupplier wanted) {
      this.end = end;
      this.wanted = wanted;
    }

    private ProbeRound make()
        throws ExecutionException, TimeoutException, InterruptedException, Unwanted {
      if (!get(connected)) {
        return new ProbeRound.Failed("the session is over: " + client.getState());
      }
      var path = PARENT + "/" + Long.toHexString(client.getSessionId());
      byte[] data = Long.toString(++rounds).getBytes(StandardCharsets.UTF_8);
      var create = create(path, data);

      long reading = System.nanoTime();
      var gone = new CompletableFuture<Boolean>();
      this.<Boolean>ask(
          "sync", reply -> client.sync(path, (rc, p, _) -> end(reply, rc, p, true), null));
      byte[] read = ask("read", reply -> read(path, gone, reply));
      var readTime = since(reading);
      if (!Arrays.equals(read, data)) {
        return new ProbeRound.Failed("read: it has not what was written into it");
      }

      long deleting = System.nanoTime();
      this.<Boolean>ask(
          "delete", reply -> client.delete(path, -1, (rc, p, _) -> end(reply, rc, p, true), null));
      var delete = since(deleting);
      step = "watch";
      get(gone);
      return new ProbeRound.Passed(create, readTime, delete, since(deleting));
    }

    /** The node above is made when it is missing, and is not part of the time. */
    private Duration create(String path, byte[] data)
        throws ExecutionException, TimeoutException, InterruptedException, Unwanted {
      long begin = System.nanoTime();
      if (!created(path, data, CreateMode.EPHEMERAL)) {
        created(PARENT, new byte[0], CreateMode.PERSISTENT);
        begin = System.nanoTime();
        created(path, data, CreateMode.EPHEMERAL);
      }
      return since(begin);
    }

    /** False when the node above is not there, or somebody else was faster to make it. */
    private boolean created(String path, byte[] data, CreateMode mode)
        throws ExecutionException, TimeoutException, InterruptedException, Unwanted {
      return ask(
          "create",
          reply ->
              client.create(
                  path,
                  data,
                  ACCESS,
                  mode,
                  (int rc, String p, Object _, String _) -> {
                    boolean missing = rc == KeeperException.Code.NONODE.intValue();
                    boolean there =
                        mode == CreateMode.PERSISTENT
                            && rc == KeeperException.Code.NODEEXISTS.intValue();
                    end(reply, missing || there ? 0 : rc, p, !missing);
                  },
                  null));
    }

    private void read(
        String path, CompletableFuture<Boolean> gone, CompletableFuture<byte[]> reply) {
      client.getData(
          path,
          event -> {
            if (event.getType() == Watcher.Event.EventType.NodeDeleted) {
              gone.complete(true);
            }
          },
          (rc, p, _, data, _) -> end(reply, rc, p, data),
          null);
    }

    private <T> T ask(String what, Request<T> request)
        throws ExecutionException, TimeoutException, InterruptedException, Unwanted {
      step = what;
      if (!wanted.getAsBoolean()) {
        throw new Unwanted();
      }
      var reply = new CompletableFuture<T>();
      request.send(reply);
      return get(reply);
    }

    private <T> T get(CompletableFuture<T> answer)
        throws ExecutionException, TimeoutException, InterruptedException {
      return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private static <T> void end(CompletableFuture<T> reply, int rc, String path, T value) {
      var code = KeeperException.Code.get(rc);
      if (code == KeeperException.Code.OK) {
        reply.complete(value);
      } else {
        reply.completeExceptionally(KeeperException.create(code, path));
      }
    }

    private static Duration since(long begin) {
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }
}
