package dev.quorate.scenario.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.TestReporter;

/**
 * Two writers, a reader, the holder of a lock, and two who watch what a third rings, who go on
 * until they are stopped.
 */
public final class ClientLoad implements AutoCloseable {
  private static final String ROOT = "/load";
  private static final String READER = "/reader";
  private static final String BELL = "/bell";
  private static final int PAUSE_MILLIS = 10;
  private static final int AT_ONCE = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Supplier<? extends Map<String, String>> members;
  private final Acknowledged acknowledged = new Acknowledged();
  private final Reader reader;
  private final Bell bell;
  private final DataWatcher dataWatcher;
  private final PersistentWatcher persistentWatcher;
  private final List<Actor> actors;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  private ClientLoad(Supplier<? extends Map<String, String>> members)
      throws KeeperException, InterruptedException {
    this.members = members;
    Supplier<Collection<String>> addresses = () -> members.get().values();
    var root = ROOT + "-" + Instant.now().toEpochMilli();
    try (var session = new Session(addresses)) {
      for (var path : List.of(root, root + READER, root + BELL)) {
        session.create(path, CreateMode.PERSISTENT);
      }
    }
    reader = new Reader(root + READER, addresses, acknowledged);
    bell = new Bell(root + BELL, addresses);
    dataWatcher = new DataWatcher(root + BELL, addresses);
    persistentWatcher = new PersistentWatcher(root + BELL, addresses);
    actors =
        List.of(
            new Writer(root + "/ann", addresses, acknowledged),
            new Writer(root + "/bob", addresses, acknowledged),
            reader,
            new LockHolder(root + "/lock", addresses),
            bell,
            dataWatcher,
            persistentWatcher);
  }

  /**
   * Starts the clients of an ensemble that serves.
   *
   * @param members the members' present addresses, by name
   */
  public static ClientLoad on(Supplier<? extends Map<String, String>> members)
      throws KeeperException, InterruptedException {
    var load = new ClientLoad(members);
    load.actors.forEach(actor -> load.threads.add(load.start(actor)));
    return load;
  }

  private Thread start(Actor actor) {
    return Thread.ofVirtual()
        .name(actor.getClass().getSimpleName())
        .start(() -> {
          try {
            while (!stopped) {
              actor.act();
              Thread.sleep(PAUSE_MILLIS);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            failures.add(e);
          }
        });
  }

  /** How many writes have been acknowledged so far. */
  public int acknowledged() {
    return acknowledged.paths().size();
  }

  /** The longest time since a moment in which no write was acknowledged to anybody. */
  public Duration longestWriteGap(Instant since) {
    return acknowledged.longestGap(since);
  }

  /** How long it has taken since a moment, and how long nobody could write in that time. */
  public String course(Instant since) {
    return "%d ms, longest write gap %d ms"
        .formatted(
            Duration.between(since, Instant.now()).toMillis(), longestWriteGap(since).toMillis());
  }

  /** Ends all clients, reports what they wrote, and fails unless every promise was kept. */
  public Account assertKept(TestReporter reporter) throws KeeperException, InterruptedException {
    var account = settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    account.assertKept();
    return account;
  }

  /** Ends all clients, then reads every acknowledged write back from every member. */
  public Account settle() throws KeeperException, InterruptedException {
    stopped = true;
    for (var thread : threads) {
      thread.join();
    }
    List<String> unheard = new ArrayList<>(dataWatcher.unheard());
    unheard.addAll(persistentWatcher.unheard(bell.rung()));
    var paths = acknowledged.paths();
    List<String> lost = new ArrayList<>();
    for (var member : members.get().entrySet()) {
      lackedBy(member.getValue(), paths)
          .forEach(path -> lost.add(member.getKey() + " lacks " + path));
    }
    var sessionsLost = actors.stream().flatMap(ClientLoad::sessionsLost).toList();
    int notifications = Math.min(dataWatcher.notifications(), persistentWatcher.notifications());
    return new Account(
        paths.size(),
        lost,
        reader.missed(),
        notifications,
        unheard,
        sessionsLost,
        List.copyOf(failures));
  }

  private static Stream<String> sessionsLost(Actor actor) {
    return actor.sessionsLost().stream()
        .map(course -> actor.getClass().getSimpleName() + ", " + course);
  }

  /** What was not seen because a connection was lost is looked at again. */
  private static List<String> lackedBy(String address, List<String> paths) {
    List<String> lacked = new ArrayList<>();
    try (var client = new Client(() -> List.of(address))) {
      for (int from = 0; from < paths.size(); from += AT_ONCE) {
        lacked.addAll(
            lackedBy(client, address, paths.subList(from, Math.min(from + AT_ONCE, paths.size()))));
      }
    }
    return lacked;
  }

  private static List<String> lackedBy(Client client, String address, List<String> some) {
    List<String> lacked = new ArrayList<>();
    Awaitility.await(address + " answers")
        .atMost(PATIENCE)
        .until(() ->
            client.attempt(session -> {
              lacked.clear();
              session.sync();
              lacked.addAll(session.lacking(some));
            }));
    return lacked;
  }

  /**
   * What became of the promises.
   *
   * @param acknowledged number of writes
   * @param lost writes that a member does not have
   * @param missed writes that a reader did not find after one of its own
   * @param notifications that a watcher got, at least
   * @param unheard changes that a watcher was not told of
   * @param sessionsLost sessions that the ensemble gave up although their clients were there, and
   *     what happened to each
   * @param failures of the clients themselves, which make the rest worthless
   */
  public record Account(
      int acknowledged,
      List<String> lost,
      List<String> missed,
      int notifications,
      List<String> unheard,
      List<String> sessionsLost,
      List<Throwable> failures) {

    /** Fails unless the clients did their work, and every promise to them was kept. */
    public void assertKept() {
      assertThat(failures).as("failures of the clients").isEmpty();
      assertThat(lost).as("writes that a member does not have").isEmpty();
      assertThat(missed).as("writes that a reader did not find").isEmpty();
      assertThat(notifications).as("notifications of a watcher").isPositive();
      assertThat(unheard).as("changes that a watcher was not told of").isEmpty();
      assertThat(sessionsLost).as("sessions lost").isEmpty();
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.forEach(Thread::interrupt);
    actors.forEach(Actor::close);
  }
}
