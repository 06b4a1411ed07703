package dev.quorate.scenario;

import static org.apache.zookeeper.CreateMode.EPHEMERAL;
import static org.apache.zookeeper.CreateMode.PERSISTENT;
import static org.apache.zookeeper.ZooDefs.Ids.CREATOR_ALL_ACL;
import static org.apache.zookeeper.ZooDefs.Ids.OPEN_ACL_UNSAFE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.cli.Terminal;
import dev.quorate.cli.UnpackedArchive;
import dev.quorate.model.Labels;
import dev.quorate.testing.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A person with nothing but a kubeconfig and the command line, and an ensemble that is real. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineIT {
  private static final String ZK = "zk";

  /**
   * A load is refused while something is wrong; how slow this machine is, and that members have
   * just been restarted, shall not be that.
   */
  private static final String AS_SLOW_AS_IT_IS =
      """
      diagnosis: {thresholds: {LongPauses: 60000, SlowLogDisk: 60000, SlowElection: 60000, \
      SlowWrites: 60000, SlowReads: 60000, SlowSnapshots: 60000, SlowSync: 1000, \
      SyncLoops: 1000, RequestQueue: 1000}}
      """;

  private RunningCluster cluster;
  private ClusterUser user;
  private Terminal terminal;

  @BeforeAll
  void anEnsembleThatIsClear() {
    cluster = RunningCluster.withoutOperator("command-line");
    cluster.startOperator(RunningCluster.EXAMINING);
    user = cluster.user();
    terminal = Terminal.at(cluster.local().kubeconfig());
    user.apply(Manifest.ensemble(ZK, 3, AS_SLOW_AS_IT_IS));
    user.awaitReady(ZK);
    cluster.await("nothing is wrong", () -> terminal.type("doctor", ZK).exitCode() == 0);
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  @Test
  @Order(1)
  void statusTellsWhatTheMembersSayThemselves() {
    var status = terminal.type("status", ZK);
    assertThat(status.err()).isEmpty();
    var leader = cluster.members(ZK).leader().orElseThrow();
    assertThat(status.out())
        .contains("ready", "ZooKeeper 3.9.5", "quorum 3/3, may lose 1", "leader " + leader)
        .contains("All conditions are as they should be.")
        .doesNotContain("?");
    assertThat(status.out().lines().filter(line -> line.startsWith("zk-")))
        .hasSize(3)
        .allMatch(line -> line.matches("zk-\\d .* Synced +0x[0-9a-f]+ .* ms .* of 1 GiB +Running"));
  }

  @Test
  @Order(2)
  void aPlanIsReadAndApproved() {
    user.annotate(ZK, Labels.PLAN, "true");
    assertThat(terminal.type("restart", ZK).out()).contains("It waits for your approval");
    cluster.await("a plan", () -> terminal.type("plan", ZK).out().contains("waits for approval"));
    var order = cluster.members(ZK).followersThenLeader();
    var plan = terminal.type("plan", ZK).out();
    var steps = new ArrayList<String>();
    plan.lines()
        .filter(line -> line.matches("\\d\\. +Restart .*"))
        .forEach(line -> steps.add(line.substring(line.lastIndexOf(' ') + 1)));
    assertThat(steps).isEqualTo(order);

    var begin = Instant.now();
    var hash = plan.replaceAll("(?s).*--approve (\\w+).*", "$1");
    assertThat(terminal.type("plan", ZK, "--approve", hash).exitCode()).isZero();
    cluster.await(
        "the plan is done", () -> terminal.type("plan", ZK).out().contains("nothing lies ahead"));
    user.awaitReady(ZK);
    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(order);
  }

  @Test
  @Order(3)
  void doctorNamesTheMemberThatIsAway(@TempDir Path folder) throws IOException {
    var mishaps = new Mishaps(cluster, ZK);
    var follower = cluster.members(ZK).followers().getFirst();
    mishaps.holdBack(follower);
    mishaps.delete(follower);
    cluster.await(
        "its name",
        () -> terminal.type("doctor", ZK).out().contains("Warning MemberMissing of " + follower));
    var doctor = terminal.type("doctor", ZK);
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out()).contains("next: kubectl ", "docs/runbooks/MemberMissing.md");
    assertThat(doctor.out()).doesNotContain("the operator does not", "is not known");
    assertThat(terminal.type("status", ZK).out()).contains("MemberMissing of " + follower);

    bundleTellsOfIt(folder, follower);
    mishaps.letGo(follower);
    user.awaitReady(ZK);
  }

  private void bundleTellsOfIt(Path folder, String away) throws IOException {
    var archive = folder.resolve("bundle.tar.gz");
    assertThat(terminal.type("bundle", ZK, "--file", archive.toString()).exitCode()).isZero();
    var files = UnpackedArchive.of(archive, Files.createDirectory(folder.resolve("unpacked")));
    var leader = cluster.members(ZK).leader().orElseThrow();
    assertThat(files.get("bundle/doctor.txt")).contains("MemberMissing of " + away);
    assertThat(files.get("bundle/events.txt")).contains("ProblemDetected");
    assertThat(files.get("bundle/words/%s/srvr.txt".formatted(leader))).contains("Mode: leader");
    assertThat(files.get("bundle/logs/%s/zookeeper.log".formatted(leader))).contains("LEADING");
    assertThat(files).containsKey("bundle/objects/StatefulSet/zk.yaml");
    var password =
        cluster
            .local()
            .client()
            .secrets()
            .inNamespace("default")
            .withName("zk-superuser")
            .get()
            .getData()
            .get("password");
    var plain = new String(Base64.getDecoder().decode(password), StandardCharsets.UTF_8);
    assertThat(files.values()).noneMatch(text -> text.contains(plain) || text.contains(password));
  }

  @Test
  @Order(4)
  void oneMemberIsRestarted() {
    user.annotate(ZK, Labels.PLAN, "false");
    var follower = cluster.members(ZK).followers().getLast();
    var begin = Instant.now();
    assertThat(terminal.type("restart", ZK, "--member", follower).exitCode()).isZero();
    cluster.await(
        "its eviction", () -> cluster.operatorRequests().evictedSince(begin).contains(follower));
    user.awaitReady(ZK);
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(follower);
  }

  @Test
  @Order(5)
  void znodesAreATreeAndWhatIsProtectedStaysSo() throws Exception {
    var client = cluster.members(ZK).client();
    try {
      client.create("/app", new byte[1500], OPEN_ACL_UNSAFE, PERSISTENT);
      client.create("/app/lock", new byte[0], OPEN_ACL_UNSAFE, EPHEMERAL);
      client.addAuthInfo("digest", "alice:wonder".getBytes(StandardCharsets.UTF_8));
      client.create("/secret", new byte[0], CREATOR_ALL_ACL, PERSISTENT);
      client.create("/secret/plan", new byte[0], CREATOR_ALL_ACL, PERSISTENT);

      assertThat(terminal.type("tree", ZK, "/app").out().lines())
          .containsExactly(
              "/app       1 child, 1.5 KiB",
              "└── lock   ephemeral, session 0x%x".formatted(client.getSessionId()));
      var all = terminal.type("tree", ZK, "--member", "zk-1");
      assertThat(all.out()).contains("├── secret", "hidden by its access control list");
      assertThat(all.out()).doesNotContain("plan");
    } finally {
      client.close();
    }
    assertThat(terminal.type("tree", ZK, "--superuser").out()).contains("└── plan");
    assertThat(terminal.type("tree", ZK, "/nothing").exitCode()).isEqualTo(2);
  }

  /** What a load tells that nothing spoke against, neither before nor while it lasted. */
  private String measured(String... options) {
    List<String> words = new ArrayList<>(List.of("bench", ZK));
    words.addAll(List.of(options));
    var output = new AtomicReference<Terminal.Output>();
    cluster.await(
        "a load to the end",
        () -> {
          output.set(terminal.type(words.toArray(String[]::new)));
          return output.get().exitCode() == 0;
        });
    assertThat(output.get().err()).isEmpty();
    return output.get().out();
  }

  @Test
  @Order(6)
  void aShortLoadIsMeasuredAndLeavesNothing() throws Exception {
    var screen = measured("--duration", "2s", "--reads", "50", "--clients", "3");
    assertThat(screen)
        .contains("3 clients: 1 on zk-0, 1 on zk-1, 1 on zk-2", "Nothing is left of it.");
    assertThat(screen.lines().filter(line -> line.matches("(reads|writes) +\\d+ +0 .*")))
        .hasSize(2);
    assertThat(measured("--duration", "1s", "-o", "json"))
        .startsWith("{")
        .contains("\"stopped\" : [ ]", "\"fromDue\" : {");
    assertThat(rootNodes()).doesNotContain("quorate-bench");
  }

  private List<String> rootNodes() throws Exception {
    var client = cluster.members(ZK).client();
    try {
      return client.getChildren("/", false);
    } finally {
      client.close();
    }
  }

  /** A load that would go on for long, and has begun; it is begun again when it is refused. */
  private CompletableFuture<Terminal.Output> load(ZooKeeper client, Executor person)
      throws Exception {
    // Its 32 nodes, and the two above them.
    int all = client.getAllChildrenNumber("/") + 34;
    var bench = new AtomicReference<>(longLoad(person));
    cluster.await(
        "load",
        () -> {
          if (bench.get().isDone()) {
            bench.set(longLoad(person));
          }
          return client.getAllChildrenNumber("/") >= all;
        });
    return bench.get();
  }

  private CompletableFuture<Terminal.Output> longLoad(Executor person) {
    return CompletableFuture.supplyAsync(
        () -> terminal.type("bench", ZK, "--duration", "10m"), person);
  }

  @Test
  @Order(7)
  void aLoadEndsWithTheMemberThatGoesAway() throws Exception {
    var follower = cluster.members(ZK).followers().getFirst();
    var mishaps = new Mishaps(cluster, ZK);
    var client = cluster.members(ZK).client();
    try {
      var bench = load(client, ForkJoinPool.commonPool());
      mishaps.holdBack(follower);
      mishaps.delete(follower);
      var ended = bench.get(2, TimeUnit.MINUTES);
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.out()).contains("stopped early: ", follower, "Nothing is left of it.");
    } finally {
      client.close();
    }
    assertThat(rootNodes()).doesNotContain("quorate-bench");

    var refused = terminal.type("bench", ZK, "--duration", "2s");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("No load is put on zk", follower, "Nothing was written", "kubectl zk doctor zk");
    assertThat(refused.out()).isEmpty();
    mishaps.letGo(follower);
    user.awaitReady(ZK);
  }

  @Test
  @Order(8)
  void aLoadThatSomebodyEndsIsCleanedUp() throws Exception {
    var person = new AtomicReference<Thread>();
    var client = cluster.members(ZK).client();
    try {
      var bench = load(client, command -> person.set(Thread.ofPlatform().start(command)));
      person.get().interrupt();
      var ended = bench.get(1, TimeUnit.MINUTES);
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.out()).contains("stopped early: ended by hand", "Nothing is left of it.");
    } finally {
      client.close();
    }
    assertThat(rootNodes()).doesNotContain("quorate-bench");
  }
}
