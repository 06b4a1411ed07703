package dev.quorate.local.kubelet;

import static dev.quorate.local.kubelet.PodWorld.NAMESPACE;
import static dev.quorate.local.kubelet.PodWorld.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.EnvVarSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a container finds around it: environment, files, names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodSurroundingsTest {
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
  void passesTheEnvironmentThatThePodAsksFor() {
    world.configMap("settings", Map.of("colour", "green", "size", "L"));
    world
        .client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("login")
                .endMetadata()
                .addToData("password", "c2VjcmV0")
                .build())
        .create();
    var print =
        "echo $NAME $IP $MEMORY $COLOUR $P_size $PASSWORD $BOTH $HOSTNAME $(hostname); exec sleep 99";
    world.create(
        pod("environment", print)
            .editSpec()
            .editContainer(0)
            .addNewEnvFrom()
            .withPrefix("P_")
            .withNewConfigMapRef("settings", false)
            .endEnvFrom()
            .addToEnv(
                from("NAME", source().withNewFieldRef("v1", "metadata.name").build()),
                from("IP", source().withNewFieldRef("v1", "status.podIP").build()),
                from("MEMORY", limit("limits.memory", "1Mi")),
                from(
                    "COLOUR", source().withNewConfigMapKeyRef("colour", "settings", false).build()),
                from("PASSWORD", source().withNewSecretKeyRef("password", "login", false).build()),
                new EnvVar("BOTH", "$(COLOUR)-$(PASSWORD)-$$(X)", null))
            .withNewResources()
            .addToLimits("memory", new Quantity("512Mi"))
            .endResources()
            .endContainer()
            .endSpec());
    world.until(() -> !world.log("environment").isEmpty());
    var ip = world.get("environment").getStatus().getPodIP();
    assertThat(world.log("environment"))
        .isEqualTo(
            "environment %s 512 green L secret green-secret-$(X) environment environment\n"
                .formatted(ip));
  }

  private static EnvVarSourceBuilder source() {
    return new EnvVarSourceBuilder();
  }

  private static EnvVarSource limit(String resource, String divisor) {
    return source()
        .withNewResourceFieldRef()
        .withResource(resource)
        .withDivisor(new Quantity(divisor))
        .endResourceFieldRef()
        .build();
  }

  private static EnvVar from(String name, EnvVarSource source) {
    return new EnvVar(name, null, source);
  }

  @Test
  void waitsWithAReasonForAMissingVariable() {
    var colour = source().withNewConfigMapKeyRef("colour", "missing", false).build();
    world.create(
        pod("colourless", "echo $COLOUR; exec sleep 99")
            .editSpec()
            .editContainer(0)
            .addToEnv(from("COLOUR", colour))
            .endContainer()
            .endSpec());
    world.until(() -> world.waiting("colourless").equals("CreateContainerConfigError"));
    world.configMap("missing", Map.of("colour", "blue"));
    world.until(() -> world.log("colourless").equals("blue\n"));
  }

  @Test
  void updatesFilesOfAConfigMapWhileThePodRuns() {
    world.configMap("live", Map.of("greeting", "hello"));
    var loop = "while true; do cat /config/greeting /config/deep/copy; echo; sleep 0.05; done";
    var pod = PodWorld.mounting(pod("reader", loop), "live", "/config");
    world.create(
        pod.editSpec()
            .editVolume(0)
            .editConfigMap()
            .addNewItem("greeting", null, "greeting")
            .addNewItem("greeting", 0400, "deep/copy")
            .endConfigMap()
            .endVolume()
            .endSpec());
    world.until(() -> world.log("reader").contains("hellohello\n"));
    world.configMap("live", Map.of("greeting", "salve"));
    world.until(() -> world.log("reader").contains("salvesalve\n"));
    assertThat(world.log("reader")).doesNotContain("No such file");
  }

  @Test
  void keepsAFileMountedAloneAsItWas() {
    world.configMap("frozen", Map.of("greeting", "hello", "other", "x"));
    var loop = "while true; do cat /etc/greeting /config/other; echo; sleep 0.05; done";
    var pod = PodWorld.mounting(pod("frozen", loop), "frozen", "/config");
    world.create(
        pod.editSpec()
            .editContainer(0)
            .addNewVolumeMount()
            .withName("frozen")
            .withMountPath("/etc/greeting")
            .withSubPath("greeting")
            .endVolumeMount()
            .endContainer()
            .endSpec());
    world.until(() -> world.log("frozen").contains("hellox\n"));
    world.configMap("frozen", Map.of("greeting", "salve", "other", "y"));
    world.until(() -> world.log("frozen").contains("helloy\n"));
  }

  @Test
  void waitsForAMissingVolume() {
    world.create(
        PodWorld.mounting(pod("early", "cat /config/greeting; exec sleep 99"), "late", "/config"));
    world.untilEvent("early", "FailedMount");
    assertThat(world.waiting("early")).isEqualTo("ContainerCreating");
    world.configMap("late", Map.of("greeting", "at last"));
    world.until(() -> world.log("early").equals("at last"));
  }

  @Test
  void resolvesNamesOfPodsAndServices() {
    service("all", true);
    service("ready", false);
    var loop =
        """
        while true; do
          echo [$(getent hosts named.all.default.svc.cluster.local | cut -d ' ' -f 1)] \
               [$(getent hosts ready.default.svc.cluster.local | cut -d ' ' -f 1)]
          sleep 0.05
        done
        """;
    world.create(
        pod("named", loop).editSpec().withHostname("named").withSubdomain("all").endSpec());
    world.until(() -> world.isReady("named"));
    var ip = world.get("named").getStatus().getPodIP();
    world.until(() -> world.log("named").contains("[%s] [%s]".formatted(ip, ip)));
    world.cluster.kubelet().names().pause("named.all.default");
    world.until(() -> lastLine("named").equals("[] [%s]".formatted(ip)));
    world.cluster.kubelet().names().resume("named.all.default");
    world.until(() -> lastLine("named").equals("[%s] [%s]".formatted(ip, ip)));
  }

  private String lastLine(String pod) {
    return world.log(pod).lines().reduce("", (a, b) -> b);
  }

  private void service(String name, boolean all) {
    world
        .client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(all)
                .addToSelector("app", "named")
                .endSpec()
                .build())
        .create();
  }

  @Test
  void restartsEverythingAfterAPowerFailure(@TempDir Path work) {
    try (var other = new PodWorld(work)) {
      other.create(pod("dark", "echo up; exec sleep infinity"));
      other.until(() -> other.isReady("dark"));
      other.cluster.kubelet().failNode();
      assertThat(other.cluster.kubelet().pids()).noneMatch(p -> ProcessHandle.of(p).isPresent());
      assertThat(other.isReady("dark")).isFalse();
      other.cluster.kubelet().restoreNode();
      other.until(() -> other.isReady("dark") && other.restarts("dark") == 1);
    }
  }

  @Test
  void leavesNoProcessBehindWhenItCloses(@TempDir Path work) {
    var left = new ArrayList<Long>();
    try (var other = new PodWorld(work)) {
      other.create(pod("left", "sleep 4243 & echo $!; wait"));
      other.until(() -> !other.log("left").isEmpty());
      left.add(Long.valueOf(other.log("left").strip()));
      left.addAll(other.cluster.kubelet().pids());
    }
    assertThat(left).hasSize(2);
    world.until(() -> left.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  @Test
  void putsEveryContainersOutputInAFileThatOutlivesThePod() {
    world.create(pod("written", "echo kept; exec sleep 99"));
    world.until(() -> world.log("written").equals("kept\n"));
    var log = world.cluster.kubelet().log(NAMESPACE, "written", "main", false).orElseThrow();
    world.client.pods().withName("written").withGracePeriod(1).delete();
    world.until(() -> world.get("written") == null);
    assertThat(read(log)).isEqualTo("kept\n");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
