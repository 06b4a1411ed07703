package dev.quorate.scenario.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** One session of a client that connects to members directly. */
final class Session implements AutoCloseable {
  /** The design's figure for clients that must not notice a restart of a member. */
  static final int TIMEOUT_MILLIS = 10_000;

  private final ZooKeeper client;
  private final Course course = new Course();
  private final AtomicBoolean expired = new AtomicBoolean();

  Session(Supplier<? extends Collection<String>> addresses) {
    try {
      client = MemberAddresses.connect(addresses, course, this::changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void changed(WatchedEvent event) {
    course.add("is " + event.getState());
    if (event.getState() == KeeperState.Expired) {
      expired.set(true);
    }
  }

  /** What happened to it last, a line each. */
  String course() {
    return "session 0x%x\n%s".formatted(id(), course);
  }

  boolean hasExpired() {
    return expired.get();
  }

  long id() {
    return client.getSessionId();
  }

  /** Returns when the ensemble has acknowledged the write. */
  void create(String path, CreateMode mode) throws KeeperException, InterruptedException {
    client.create(path, content(path), ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
  }

  /** Changes a node; the transaction that did it. */
  long change(String path) throws KeeperException, InterruptedException {
    return client.setData(path, content(path), -1).getMzxid();
  }

  /** Reads a node, and is told of its next change. */
  Stat watched(String path, Watcher watcher) throws KeeperException, InterruptedException {
    var stat = new Stat();
    client.getData(path, watcher, stat);
    return stat;
  }

  /** Is told of every change from now on, and of the connection. */
  void watchForGood(String path, Watcher watcher) throws KeeperException, InterruptedException {
    client.addWatch(path, watcher, AddWatchMode.PERSISTENT);
  }

  /** What a node is like at the member that this session is connected to. */
  Stat stat(String path) throws KeeperException, InterruptedException {
    var stat = new Stat();
    client.getData(path, false, stat);
    return stat;
  }

  /** Lets the member catch up with the leader. */
  void sync() throws KeeperException, InterruptedException {
    client.sync("/");
  }

  /** Whether the node is there with the content that it was written with. */
  boolean has(String path) throws KeeperException, InterruptedException {
    return lacking(List.of(path)).isEmpty();
  }

  /** Those of these nodes that are not there with the content that they were written with. */
  List<String> lacking(List<String> paths) throws KeeperException, InterruptedException {
    var results = client.multi(paths.stream().map(Op::getData).toList());
    return IntStream.range(0, paths.size())
        .filter(i -> !isWritten(results.get(i), paths.get(i)))
        .mapToObj(paths::get)
        .toList();
  }

  private static boolean isWritten(OpResult result, String path) {
    return switch (result) {
      case OpResult.GetDataResult data -> Arrays.equals(data.getData(), content(path));
      case OpResult.ErrorResult error when error.getErr() == Code.NONODE.intValue() -> false;
      default -> throw new IllegalStateException(path + ": " + result);
    };
  }

  /** The session that holds an ephemeral node; 0 when there is none. */
  long owner(String path) throws KeeperException, InterruptedException {
    var stat = client.exists(path, false);
    return stat == null ? 0 : stat.getEphemeralOwner();
  }

  private static byte[] content(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
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
