package dev.quorate.testing;

import static org.awaitility.Awaitility.await;

import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real ensemble of servers in JVMs of their own, each on its own loopback address, with the
 * settings that our members have. Its files are temporary.
 */
public final class BareEnsemble implements AutoCloseable {
  public static final int CLIENT_PORT = 2181;
  private static final int FIRST_OBSERVER = 101;
  private static final List<String> SETTINGS =
      List.of(
          "tickTime=1000",
          "initLimit=20",
          "syncLimit=5",
          "standaloneEnabled=false",
          "reconfigEnabled=true",
          "electionPortBindRetry=0",
          "admin.enableServer=false",
          "preAllocSize=1024",
          "4lw.commands.whitelist=srvr, mntr, ruok, isro, conf, hash");

  private final Path folder;
  private final List<BareServer> servers;

  private BareEnsemble(Path folder, List<BareServer> servers) {
    this.folder = folder;
    this.servers = servers;
  }

  /**
   * Configures an ensemble and starts nothing.
   *
   * @param settings further zoo.cfg lines
   */
  public static BareEnsemble of(
      ZooKeeperDistribution release, int voters, int observers, String... settings) {
    var folder = temporaryFolder();
    var network = freeNetwork();
    List<Integer> ids = new ArrayList<>(IntStream.rangeClosed(1, voters).boxed().toList());
    IntStream.range(0, observers).forEach(i -> ids.add(FIRST_OBSERVER + i));
    List<BareServer> servers = new ArrayList<>();
    for (int id : ids) {
      servers.add(new BareServer(release, folder.resolve("server-" + id), id, network + "." + id));
    }
    List<String> zooCfg = new ArrayList<>(SETTINGS);
    zooCfg.addAll(List.of(settings));
    var lines = servers.stream().map(BareEnsemble::line).toList();
    servers.forEach(server -> server.configure(zooCfg, lines));
    return new BareEnsemble(folder, servers);
  }

  private static String line(BareServer server) {
    var role = server.id() >= FIRST_OBSERVER ? "observer" : "participant";
    return "server.%d=%s:2888:3888:%s;%s:%d"
        .formatted(server.id(), server.host(), role, server.host(), CLIENT_PORT);
  }

  /** Starts every server and returns when each one serves. */
  public BareEnsemble start(String... jvmOptions) {
    servers.forEach(server -> server.start(jvmOptions));
    servers.forEach(this::awaitServing);
    return this;
  }

  public List<BareServer> servers() {
    return servers;
  }

  public BareServer server(int id) {
    return servers.stream().filter(server -> server.id() == id).findFirst().orElseThrow();
  }

  /** The server that leads now. */
  public BareServer leader() {
    return withMode("leader").getFirst();
  }

  /** Every server whose {@code srvr} has that mode now. */
  public List<BareServer> withMode(String mode) {
    return servers.stream().filter(s -> srvr(s).contains("\nMode: " + mode + "\n")).toList();
  }

  public void awaitServing(BareServer server) {
    awaitAnswer(server, "\nMode: ");
  }

  /** Waits until the server's {@code srvr} has that text. */
  public void awaitAnswer(BareServer server, String text) {
    await(text.strip() + " from server " + server.id())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> srvr(server).contains(text));
  }

  private static String srvr(BareServer server) {
    var words = new FourLetterWords(Duration.ofSeconds(1));
    return words.ask(server.host(), CLIENT_PORT, Word.SRVR, Duration.ofSeconds(2))
            instanceof Answer.Text(var text)
        ? text
        : "";
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("ensemble");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first three numbers of loopback addresses that nobody uses. */
  private static String freeNetwork() {
    var random = ThreadLocalRandom.current();
    return Stream.generate(
            () -> "127.%d.%d".formatted(random.nextInt(100, 200), random.nextInt(256)))
        .filter(BareEnsemble::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(String network) {
    try (var socket = new ServerSocket(CLIENT_PORT, 1, InetAddress.ofLiteral(network + ".1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    servers.forEach(BareServer::close);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
