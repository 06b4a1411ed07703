package dev.quorate.scenario.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.HostProvider;

/**
 * Where a client connects: to the members' present addresses, in turn, as a client finds them that
 * resolves the members' names each time. The hosts file of this JVM cannot do that.
 */
final class MemberAddresses implements HostProvider {
  private static final int PORT = 2181;
  private static final int PAUSE_MILLIS = 200;

  private final Supplier<? extends Collection<String>> addresses;
  private final Course course;
  private List<String> known;
  private int named;
  private int next;
  private int tried;

  /**
   * @param addresses the addresses that members have now; may be empty, but not the first time
   * @param course is told where the client goes
   */
  private MemberAddresses(Supplier<? extends Collection<String>> addresses, Course course) {
    this.addresses = addresses;
    this.course = course;
    this.known = List.copyOf(addresses.get());
    this.named = known.size();
  }

  /** A client that connects there. */
  static ZooKeeper connect(
      Supplier<? extends Collection<String>> addresses, Course course, Watcher watcher)
      throws IOException {
    return new ZooKeeper(
        "members", Session.TIMEOUT_MILLIS, watcher, false, new MemberAddresses(addresses, course));
  }

  /** The same for one of whose connections nobody wants to know. */
  static ZooKeeper connect(Supplier<? extends Collection<String>> addresses) throws IOException {
    return connect(addresses, new Course(), _ -> {});
  }

  /**
   * A client gives up on one server after a part of its session's time, by the number of those that
   * it was told of, whether or not they all have an address at the moment.
   */
  @Override
  public synchronized int size() {
    return named;
  }

  @Override
  public synchronized InetSocketAddress next(long spinDelay) {
    if (tried++ >= known.size()) {
      pause();
    }
    refresh();
    var address = known.get(next++ % known.size());
    course.add("tries %s of %s".formatted(address, known));
    return new InetSocketAddress(InetAddress.ofLiteral(address), PORT);
  }

  private void refresh() {
    List<String> now = List.copyOf(addresses.get());
    if (!now.isEmpty()) {
      known = now;
      named = Math.max(named, now.size());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void onConnected() {
    tried = 0;
  }

  @Override
  public boolean updateServerList(
      Collection<InetSocketAddress> serverAddresses, InetSocketAddress currentHost) {
    return false;
  }
}
