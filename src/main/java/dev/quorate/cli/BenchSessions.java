package dev.quorate.cli;

import dev.quorate.zookeeper.CuratorZooKeeperAdmin;
import dev.quorate.zookeeper.LoadSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The sessions of a run: clients on one member after the other, and one that holds the nodes. */
final class BenchSessions implements AutoCloseable {
  private static final CuratorZooKeeperAdmin ZOOKEEPER =
      new CuratorZooKeeperAdmin(
          new CuratorZooKeeperAdmin.Timeouts(
              Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5)));

  private final Client keeper;
  private final List<Client> clients;

  /** A session and whose client it is. */
  record Client(String pod, LoadSession session) {
    Optional<String> connect() {
      return session.connect().map(this::told);
    }

    /** What happened, and to whom. */
    String told(String failure) {
      return pod + ": " + failure;
    }
  }

  private BenchSessions(Client keeper, List<Client> clients) {
    this.keeper = keeper;
    this.clients = clients;
  }

  /** All of them, or a refusal. */
  static BenchSessions open(Function<SeenPod, String> addresses, List<SeenPod> pods, int count) {
    var clients =
        IntStream.range(0, count)
            .mapToObj(i -> client(addresses, pods.get(i % pods.size())))
            .toList();
    var sessions = new BenchSessions(client(addresses, pods.getFirst()), clients);
    var failure = sessions.connect();
    if (failure.isPresent()) {
      sessions.close();
      throw new Refused("No load was put on it: " + failure.get() + ". Nothing was written.");
    }
    return sessions;
  }

  /** One more, which is not connected yet. */
  static Client client(Function<SeenPod, String> addresses, SeenPod pod) {
    return new Client(pod.name(), ZOOKEEPER.load(addresses.apply(pod)));
  }

  private Optional<String> connect() {
    return clients.stream()
        .map(Client::connect)
        .flatMap(Optional::stream)
        .findFirst()
        .or(keeper::connect);
  }

  LoadSession keeper() {
    return keeper.session();
  }

  List<Client> clients() {
    return clients;
  }

  Map<String, Integer> byMember() {
    Map<String, Integer> counts = new TreeMap<>();
    clients.forEach(c -> counts.merge(c.pod(), 1, Integer::sum));
    return counts;
  }

  /** At the same time: a session with a member that is away takes its time to end. */
  @Override
  public void close() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.execute(keeper.session()::close);
      clients.forEach(client -> executor.execute(client.session()::close));
    }
  }
}
