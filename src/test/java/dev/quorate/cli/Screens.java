package dev.quorate.cli;

import dev.quorate.facts.Probed;
import dev.quorate.zookeeper.ClientConnection;
import dev.quorate.zookeeper.SrvrReport.Mode;
import dev.quorate.zookeeper.Znode;
import dev.quorate.zookeeper.ZnodeLook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Every screen that is kept as a golden file, by its name. */
final class Screens {
  private static final String FORBIDDEN =
      "exec failed: pods is forbidden: User \"eve\" cannot create resource"
          + " \"pods/exec\" in API group \"\" in the namespace \"ns\"";

  private Screens() {}

  static Map<String, List<String>> all() {
    Map<String, List<String>> screens = new TreeMap<>();
    status(screens);
    doctor(screens);
    plan(screens);
    wishes(screens);
    top(screens);
    tree(screens);
    bench(screens);
    return screens;
  }

  private static void status(Map<String, List<String>> screens) {
    put(screens, "status-ready", Sketch.of("ready").healthy());
    put(screens, "status-member-away", Sketch.of("one-pod-missing").healthy().withZk2Away());
    put(screens, "status-waiting-for-approval", Sketch.of("waiting-for-approval").healthy());
    put(screens, "status-voter-is-added", Sketch.of("a-voter-is-added").healthy().pod("zk-3", 0));
    put(
        screens,
        "status-without-exec",
        Sketch.of("ready")
            .healthy()
            .silent("zk-0", FORBIDDEN)
            .silent("zk-1", FORBIDDEN)
            .silent("zk-2", "runs, but takes part in no quorum"));
    put(
        screens,
        "status-pods-unknown",
        Sketch.of("ready")
            .healthy()
            .podsUnknown(
                "Not allowed: pods is forbidden. docs/cli.md has the permissions that are needed."));
    put(screens, "status-no-operator", Sketch.withoutStatus());
    put(
        screens,
        "status-other-epoch",
        Sketch.of("ready").healthy().says("zk-0", Mode.FOLLOWER, 0x200000fffL, 3));
    put(
        screens,
        "status-crash-loop",
        Sketch.of("crash-loop")
            .healthy()
            .withoutPod("zk-2")
            .pod(new SeenPod("zk-2", Optional.empty(), "CrashLoopBackOff", false, 7, "node-a")));
    screens.put(
        "status-all",
        ClusterList.of(
            List.of(
                Sketch.of("one-pod-missing").withZk2Away().facts().resource(),
                Sketch.withoutStatus().facts().resource()),
            true,
            Sketch.NOW,
            Ink.PLAIN));
  }

  private static void put(Map<String, List<String>> screens, String name, Sketch sketch) {
    screens.put(name, ClusterScreen.of(sketch.facts(), Ink.PLAIN));
  }

  private static Optional<LeaseSeen> lease(String renewed) {
    return Optional.of(
        new LeaseSeen(
            "quorate-system",
            Optional.of("quorate-6f7d"),
            Optional.of(Instant.parse(renewed)),
            Duration.ofSeconds(15)));
  }

  private static List<String> doctor(Sketch sketch, Probed<Optional<LeaseSeen>> lease) {
    var facts = sketch.facts();
    return DoctorScreen.of(Examination.of(facts, OperatorHealth.of(facts, lease)), Ink.PLAIN);
  }

  private static void doctor(Map<String, List<String>> screens) {
    var held = Probed.known(lease("2026-07-01T12:07:28Z"));
    screens.put("doctor-clear", doctor(Sketch.of("ready"), held));
    screens.put("doctor-member-away", doctor(Sketch.of("one-pod-missing").withZk2Away(), held));
    screens.put(
        "doctor-operator-away",
        doctor(
            Sketch.of("ready").generation(5).written("2026-07-01T12:03:00Z"),
            Probed.known(lease("2026-07-01T12:00:00Z"))));
    screens.put("doctor-not-examined", doctor(Sketch.notExamined("ready"), held));
    screens.put(
        "doctor-lease-unknown",
        doctor(
            Sketch.of("ready"),
            Probed.unknown(
                "Whether an operator runs is not known: its lease quorate in quorate-system"
                    + " cannot be read (leases is forbidden).")));
    screens.put("doctor-never-looked-at", doctor(Sketch.withoutStatus(), held));
  }

  private static void plan(Map<String, List<String>> screens) {
    screens.put("plan-waiting", plan(Sketch.of("waiting-for-approval")));
    screens.put("plan-outdated", plan(Sketch.of("approved-for-another-plan")));
    screens.put("plan-under-way", plan(Sketch.of("approved-plan-under-way")));
    screens.put("plan-none", plan(Sketch.of("ready")));
    screens.put(
        "plan-nothing-ahead",
        plan(Sketch.of("ready").annotated("zookeeper.quorate.dev/plan", "true")));
  }

  private static List<String> plan(Sketch sketch) {
    return PlanScreen.of(sketch.facts(), Ink.PLAIN);
  }

  private static void wishes(Map<String, List<String>> screens) {
    screens.put("restart-all", wish(Sketch.of("ready").healthy()).restartAll());
    screens.put("restart-leader", wish(Sketch.of("ready").healthy()).restart("zk-1"));
    screens.put("restart-alone", wish(Sketch.of("ready-alone").pod("zk-0", 0)).restartAll());
    screens.put("replace-follower", wish(Sketch.of("ready").healthy()).replace("zk-2"));
  }

  private static WishScreen wish(Sketch sketch) {
    return new WishScreen(sketch.facts(), Ink.PLAIN);
  }

  private static void top(Map<String, List<String>> screens) {
    Map<String, Probed<MemberLoad>> members = new TreeMap<>();
    members.put(
        "zk-0",
        load(
            Probed.known(
                List.of(
                    new ClientConnection(
                        "10.1.4.17:41234", "0x1000a31c5d20003", "GETD", 9_104_411, 0, 0.31, 44),
                    new ClientConnection(
                        "10.1.4.18:52100", "0x1000a31c5d20004", "PING", 312, 0, 0, 1)))));
    members.put(
        "zk-1",
        load(
            Probed.known(
                List.of(
                    new ClientConnection(
                        "10.1.7.2:33010", "0x2000a31c6110000", "SETD", 120_553, 7, 4.5, 610)))));
    members.put("zk-2", load(Probed.unknown("its admin server does not answer")));
    screens.put("top", TopScreen.of(members, 20, Ink.PLAIN));
  }

  private static void tree(Map<String, List<String>> screens) {
    var root =
        seen(
            "/",
            new Znode(0, 0, 4),
            0,
            seen(
                "brokers",
                new Znode(0, 0, 2),
                0,
                seen("ids", new Znode(0, 0, 3), 0),
                seen("topics", new Znode(0, 14, 1204), 0)),
            seen("controller", new Znode(0x1000a31c5d20003L, 54, 0), 0),
            seen(
                "locks",
                new Znode(0, 0, 31),
                30,
                seen("lock-0000000001", new Znode(0x2000a31c6110000L, 0, 0), 0)),
            new Branch("secrets", new ZnodeLook.Denied(), List.of(), 0));
    screens.put("tree", TreeScreen.of(root, Ink.PLAIN));
  }

  private static void bench(Map<String, List<String>> screens) {
    var polite = new Workload(30, 4, 100, 80, 128, 32);
    screens.put("bench-beginning", BenchScreen.beginning(polite, "/quorate-bench/5f0c9a1e"));
    screens.put("bench", BenchSketch.of(polite).forwarded().screen());
    screens.put(
        "bench-stopped",
        BenchSketch.of(polite)
            .stopped(11.6, "zk-2: KeeperErrorCode = ConnectionLoss for /quorate-bench/5f0c9a1e/7")
            .stopped(11.6, "zk-2: does not answer mntr: refused")
            .screen());
    screens.put(
        "bench-queue", BenchSketch.of(new Workload(5, 1, 400, 80, 4096, 32)).slowly().screen());
    screens.put(
        "bench-left",
        BenchSketch.of(new Workload(2, 1, 10, 100, 128, 1))
            .stopped(0, "ended by hand")
            .left("/quorate-bench/5f0c9a1e could not be removed (zk-0: no session within 5000 ms).")
            .screen());
    screens.put(
        "bench-refused",
        BenchScreen.refusal(
                new Hint("ns", "zk"),
                StatusGate.reasons(
                    Sketch.of("one-pod-missing").healthy().withZk2Away().facts(),
                    new OperatorHealth(List.of(), List.of())))
            .lines()
            .toList());
  }

  private static Branch seen(String name, Znode node, int more, Branch... below) {
    return new Branch(name, new ZnodeLook.Seen(node, List.of()), List.of(below), more);
  }

  private static Probed<MemberLoad> load(Probed<List<ClientConnection>> clients) {
    return Probed.known(
        new MemberLoad(
            OptionalLong.of(41),
            OptionalLong.of(118),
            OptionalLong.of(2300),
            OptionalLong.of(97),
            OptionalLong.of(10_412),
            OptionalLong.of(0),
            clients));
  }
}
