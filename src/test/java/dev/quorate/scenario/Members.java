package dev.quorate.scenario;

import dev.quorate.local.LocalCluster;
import dev.quorate.model.Labels;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.MemberModes;
import dev.quorate.zookeeper.Word;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.awaitility.Awaitility;

/** The members of one ensemble: what they really are, and what can be done to them. */
final class Members {
  private static final String NAMESPACE = "default";
  private static final int SESSION_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LocalCluster cluster;
  private final String ensemble;

  Members(LocalCluster cluster, String ensemble) {
    this.cluster = cluster;
    this.ensemble = ensemble;
  }

  private List<Pod> all() {
    return cluster
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel(Labels.CLUSTER, ensemble)
        .list()
        .getItems();
  }

  /** The names of the pods that exist. */
  List<String> pods() {
    return all().stream().map(p -> p.getMetadata().getName()).sorted().toList();
  }

  /** The addresses of the members that have one, by pod. */
  SortedMap<String, String> addresses() {
    SortedMap<String, String> addresses = new TreeMap<>();
    for (var pod : all()) {
      if (pod.getStatus() != null && pod.getStatus().getPodIP() != null) {
        addresses.put(pod.getMetadata().getName(), pod.getStatus().getPodIP());
      }
    }
    return addresses;
  }

  /** A session with one of them; nobody in particular until it says who it is. */
  ZooKeeperAdmin client() throws IOException {
    var servers =
        addresses().values().stream()
            .map(address -> address + ":" + ServerLine.CLIENT_PORT)
            .collect(Collectors.joining(","));
    var client = new ZooKeeperAdmin(servers, SESSION_MILLIS, _ -> {});
    Awaitility.await("session with " + servers)
        .atMost(PATIENCE)
        .until(() -> client.getState() == ZooKeeper.States.CONNECTED);
    return client;
  }

  /** What a member itself says: leader, follower, or {@value MemberModes#NONE}. */
  String mode(String pod) {
    return Optional.ofNullable(addresses().get(pod)).map(MemberModes::at).orElse(MemberModes.NONE);
  }

  /** What all members say, in the order of their names. */
  List<String> modes() {
    return addresses().values().stream().map(MemberModes::at).toList();
  }

  Optional<String> leader() {
    return pods().stream().filter(p -> mode(p).equals("leader")).findFirst();
  }

  List<String> followers() {
    return pods().stream().filter(p -> mode(p).equals("follower")).toList();
  }

  /** The order in which they have to be restarted. */
  List<String> followersThenLeader() {
    List<String> order = new ArrayList<>(followers());
    order.add(leader().orElseThrow());
    return order;
  }

  /** The epoch of the leader; each election begins a new one. 0 while nobody serves. */
  long epoch() {
    return addresses().values().stream().mapToLong(MemberModes::epoch).max().orElse(0);
  }

  /** The ids of the voters that the leader has committed; empty while nobody leads. */
  List<Integer> voters() {
    return leader()
        .map(pod -> MemberModes.ask(addresses().get(pod), Word.CONF))
        .map(Members::votersOf)
        .orElse(List.of());
  }

  private static List<Integer> votersOf(String conf) {
    return conf.lines()
        .filter(line -> line.matches("server\\.\\d+=.*:participant;.*"))
        .map(line -> Integer.valueOf(line.replaceAll("server\\.(\\d+)=.*", "$1")))
        .toList();
  }

  /**
   * How many voters the leader misses of those that are committed, by its own count; 0 while nobody
   * leads.
   */
  int votersAway() {
    return leader().map(pod -> addresses().get(pod)).map(Members::votersAway).orElse(0);
  }

  /** How many sessions the leader knows, of all members; -1 while nobody leads. */
  int sessions() {
    return counted("zk_global_sessions");
  }

  /** How many ephemeral nodes there are; -1 while nobody leads. */
  int ephemerals() {
    return counted("zk_ephemerals_count");
  }

  private int counted(String figure) {
    return leader().stream()
        .flatMap(pod -> MemberModes.ask(addresses().get(pod), Word.MNTR).lines())
        .filter(line -> line.startsWith(figure + "\t"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf('\t'))))
        .findFirst()
        .orElse(-1);
  }

  private static int votersAway(String leader) {
    // In this order a voter that comes between the two answers is missed, and none is overlooked.
    var synced =
        MemberModes.ask(leader, Word.MNTR)
            .lines()
            .filter(line -> line.startsWith("zk_synced_followers\t"))
            .map(line -> (int) Double.parseDouble(line.substring(line.indexOf('\t'))))
            .findFirst();
    var voters = votersOf(MemberModes.ask(leader, Word.CONF)).size();
    return synced.filter(_ -> voters > 0).map(followers -> voters - 1 - followers).orElse(0);
  }

  /** Whether somebody leads and has every committed voter. */
  boolean areWhole() {
    return leader().isPresent() && votersAway() == 0;
  }

  /** The version of the configuration that the leader has committed; empty while nobody leads. */
  Optional<String> configVersion() {
    return leader()
        .map(pod -> MemberModes.ask(addresses().get(pod), Word.CONF))
        .flatMap(conf -> conf.lines().filter(line -> line.startsWith("version=")).findFirst());
  }

  /** Config versions that a member has committed since its pod started, the oldest first. */
  List<String> configVersions(String pod) {
    var conf = cluster.kubelet().disk(NAMESPACE, "data-" + pod).resolve("conf");
    try (var files = Files.list(conf)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("zoo\\.cfg\\.dynamic\\.[0-9a-f]+"))
          .map(name -> name.substring(name.lastIndexOf('.') + 1))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes that the members run in. */
  List<Long> processes() {
    return pods().stream()
        .map(pod -> cluster.kubelet().pid(NAMESPACE, pod))
        .flatMap(pid -> pid.stream().boxed())
        .toList();
  }

  /** Kills the processes of members, all at the same moment; their pods stay. */
  void kill(List<String> pods) {
    pods.parallelStream().forEach(p -> cluster.kubelet().signal(NAMESPACE, p, "KILL"));
  }

  /** Containers that were started again, over all members. */
  int restarts() {
    return all().stream()
        .flatMap(p -> p.getStatus().getContainerStatuses().stream())
        .mapToInt(ContainerStatus::getRestartCount)
        .sum();
  }

  /** Identities of the pods, which change when a pod is replaced. */
  List<String> uids() {
    return all().stream().map(p -> p.getMetadata().getUid()).sorted().toList();
  }

  /** What would be different if a member had been disturbed. */
  record Lives(List<String> pods, List<Long> processes, int restarts, long epoch) {}

  Lives lives() {
    return new Lives(uids(), processes(), restarts(), epoch());
  }

  /** Everything that pods of this name have printed, earlier pods and runs included. */
  List<String> log(String pod) {
    return cluster.kubelet().logs(NAMESPACE, pod).stream().flatMap(Members::lines).toList();
  }

  /** What the start script of a member has decided, the oldest start first. */
  List<String> decisions(String pod) {
    return log(pod).stream()
        .filter(line -> line.matches("quorate: server\\.\\d+ (bootstraps|restarts|joins).*"))
        .map(line -> line.substring("quorate: ".length()))
        .toList();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
