package dev.quorate.local.kubelet;

import static dev.quorate.local.kubelet.PodWorld.NAMESPACE;
import static dev.quorate.local.kubelet.PodWorld.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubeletTest {
  private static final String SERVE = "echo up; exec sleep infinity";

  private PodWorld world;

  @BeforeAll
  void start(@TempDir Path work) {
    world = new PodWorld(work);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  void runsEachPodOnItsOwnAddress() {
    world.create(pod("one", SERVE));
    world.create(pod("two", SERVE));
    world.until(() -> world.isReady("one") && world.isReady("two"));
    assertThat(world.phase("one")).isEqualTo("Running");
    assertThat(world.get("one").getSpec().getNodeName()).isEqualTo("local");
    assertThat(world.get("one").getStatus().getPodIP())
        .startsWith("127.")
        .isNotEqualTo(world.get("two").getStatus().getPodIP());
    assertThat(world.conditions("one"))
        .containsEntry("PodScheduled", "True")
        .containsEntry("Initialized", "True")
        .containsEntry("ContainersReady", "True");
    world.until(() -> world.log("one").equals("up\n"));
    world.untilEvent("one", "Scheduled");
    world.untilEvent("one", "Started");
  }

  @Test
  void runsInitContainersFirst() {
    var pod = PodWorld.withFolder(pod("prepared", "cat /shared/file; " + SERVE), "s", "/shared");
    world.create(
        pod.editSpec()
            .addNewInitContainer()
            .withName("init")
            .withImage("shell")
            .withCommand("bash", "-c", "echo prepared >/there/file")
            .addNewVolumeMount()
            .withName("s")
            .withMountPath("/there")
            .endVolumeMount()
            .endInitContainer()
            .endSpec());
    world.until(() -> world.isReady("prepared"));
    world.until(() -> world.log("prepared").equals("prepared\nup\n"));
  }

  @Test
  void restartsAKilledContainerAndBacksOff() {
    world.create(pod("fragile", SERVE));
    world.until(() -> world.isReady("fragile"));
    var before = world.cluster.kubelet().pid(NAMESPACE, "fragile").orElseThrow();
    world.cluster.kubelet().signal(NAMESPACE, "fragile", "KILL");
    world.until(() -> world.restarts("fragile") == 1 && world.log("fragile").equals("up\n"));
    var last = world.container("fragile").getLastState().getTerminated();
    assertThat(last.getExitCode()).isEqualTo(137);
    assertThat(last.getReason()).isEqualTo("Error");
    assertThat(ProcessHandle.of(before)).isEmpty();
    world.cluster.kubelet().signal(NAMESPACE, "fragile", "KILL");
    world.until(() -> world.waiting("fragile").equals("CrashLoopBackOff"));
    assertThat(world.isReady("fragile")).isFalse();
    world.until(() -> world.restarts("fragile") == 2);
    assertThat(world.previousLog("fragile")).isEqualTo("up\n");
    world.untilEvent("fragile", "BackOff");
  }

  @Test
  void restartsAContainerThatIsNotAlive() {
    var pod = PodWorld.withFolder(pod("stuck", "touch /tmp/alive; " + SERVE), "tmp", "/tmp");
    world.create(
        pod.editSpec()
            .editContainer(0)
            .withLivenessProbe(exec("rm /tmp/alive").withFailureThreshold(1).build())
            .endContainer()
            .endSpec());
    world.until(() -> world.restarts("stuck") == 1);
    assertThat(world.container("stuck").getLastState().getTerminated().getExitCode())
        .isEqualTo(143);
    world.untilEvent("stuck", "Unhealthy");
    world.untilEvent("stuck", "Killing");
  }

  @Test
  void isReadyWhileTheReadinessProbeSucceedsOnceStarted() {
    world.configMap("switch", Map.of("started", "no", "ready", "no"));
    var pod = PodWorld.mounting(pod("probed", SERVE), "switch", "/switch");
    world.create(
        pod.editSpec()
            .editContainer(0)
            .withStartupProbe(exec("grep yes /switch/started").withFailureThreshold(100).build())
            .withReadinessProbe(exec("grep yes /switch/ready").withFailureThreshold(1).build())
            .endContainer()
            .endSpec());
    world.until(() -> world.isRunning("probed"));
    assertThat(world.container("probed").getStarted()).isFalse();
    world.configMap("switch", Map.of("started", "yes", "ready", "no"));
    world.until(() -> world.container("probed").getStarted());
    assertThat(world.isReady("probed")).isFalse();
    world.configMap("switch", Map.of("started", "yes", "ready", "yes"));
    world.until(() -> world.isReady("probed"));
    world.configMap("switch", Map.of("started", "yes", "ready", "no"));
    world.until(() -> !world.isReady("probed"));
    assertThat(world.restarts("probed")).isZero();
  }

  @Test
  void endsAPodGracefully() {
    world.create(
        pod("polite", "trap 'echo bye; exit 0' TERM; echo up; while true; do sleep 0.05; done"));
    world.until(() -> world.isReady("polite") && world.log("polite").equals("up\n"));
    var pid = world.cluster.kubelet().pid(NAMESPACE, "polite").orElseThrow();
    var log = world.cluster.kubelet().log(NAMESPACE, "polite", "main", false).orElseThrow();
    world.client.pods().withName("polite").delete();
    world.until(() -> world.get("polite") == null);
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(log).hasContent("up\nbye");
  }

  @Test
  void killsWhatDoesNotEndInTime() {
    world.create(pod("stubborn", "trap '' TERM; echo up; while true; do sleep 0.05; done"));
    world.until(() -> world.log("stubborn").equals("up\n"));
    var pid = world.cluster.kubelet().pid(NAMESPACE, "stubborn").orElseThrow();
    var asked = System.nanoTime();
    world.client.pods().withName("stubborn").withGracePeriod(1).delete();
    assertThat(world.get("stubborn").getMetadata().getDeletionTimestamp()).isNotNull();
    world.until(() -> world.get("stubborn") == null);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void takesChildrenAlongWithTheirContainer() {
    world.create(pod("parent", "sleep 4242 & echo $!; wait"));
    world.until(() -> !world.log("parent").isEmpty());
    var child = Long.parseLong(world.log("parent").strip());
    assertThat(ProcessHandle.of(child)).isPresent();
    world.cluster.kubelet().signal(NAMESPACE, "parent", "KILL");
    world.until(() -> ProcessHandle.of(child).isEmpty());
  }

  @Test
  void finishesPodsThatNeverRestart() {
    world.create(pod("job", "exit 0").editSpec().withRestartPolicy("Never").endSpec());
    world.create(pod("bad-job", "exit 3").editSpec().withRestartPolicy("Never").endSpec());
    world.until(() -> world.phase("job").equals("Succeeded"));
    world.until(() -> world.phase("bad-job").equals("Failed"));
    assertThat(world.container("bad-job").getState().getTerminated().getExitCode()).isEqualTo(3);
  }

  @Test
  void cannotPullAnImageThatDoesNotExist() {
    world.create(
        pod("typo", SERVE).editSpec().editContainer(0).withImage("shel").endContainer().endSpec());
    world.until(() -> world.waiting("typo").equals("ErrImagePull"));
    world.until(() -> world.waiting("typo").equals("ImagePullBackOff"));
    assertThat(world.phase("typo")).isEqualTo("Pending");
    world.untilEvent("typo", "Failed");
  }

  @Test
  void cannotScheduleAPodThatFitsNoNode() {
    world.create(pod("picky", SERVE).editSpec().addToNodeSelector("disk", "ssd").endSpec());
    world.until(() -> "False".equals(world.conditions("picky").get("PodScheduled")));
    assertThat(world.get("picky").getStatus().getConditions())
        .singleElement()
        .satisfies(c -> assertThat(c.getReason()).isEqualTo("Unschedulable"))
        .satisfies(
            c -> assertThat(c.getMessage()).contains("node(s) didn't match Pod's node affinity"));
    world.untilEvent("picky", "FailedScheduling");
    world.client.pods().withName("picky").delete();
    world.until(() -> world.get("picky") == null);
  }

  private static ProbeBuilder exec(String script) {
    return new ProbeBuilder()
        .withPeriodSeconds(1)
        .withNewExec()
        .withCommand("bash", "-c", script)
        .endExec();
  }
}
