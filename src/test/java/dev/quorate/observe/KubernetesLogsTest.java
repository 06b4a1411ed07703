package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Faults.Fault;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lines of a pod's log are read, and what it means when there are none. */
class KubernetesLogsTest {
  @TempDir private Path folder;

  private ApiServer server;
  private KubernetesClient client;

  @BeforeEach
  void aMemberWithASidecar() throws Exception {
    server = ApiServer.start();
    client = server.client();
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("zk-0")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("sidecar")
                .withImage("sidecar")
                .endContainer()
                .addNewContainer()
                .withName("zookeeper")
                .withImage("zookeeper")
                .endContainer()
                .endSpec()
                .build())
        .create();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void says(String text) throws Exception {
    var log = Files.writeString(folder.resolve("0.log"), text);
    server.podLogs(
        (_, _, container, _) -> Optional.of(log).filter(_ -> container.equals("zookeeper")));
  }

  private Probed<String> tail(String pod) {
    return new KubernetesLogs(client).tail("default", pod);
  }

  @Test
  void readsTheNewestLinesOfTheServer() throws Exception {
    says(IntStream.range(0, 2000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
    var read = ((Probed.Known<String>) tail("zk-0")).value();
    assertThat(read.lines()).hasSize(MemberLogs.LINES).last().isEqualTo("line 1999");
  }

  @Test
  void readsNothingThatIsOld() throws Exception {
    var now = Instant.now();
    says(
        "%s WARN before\n\tat before\n%s WARN after\n\tat after\n"
            .formatted(now.minus(MemberLogs.AGE).minusSeconds(60), now));
    assertThat(tail("zk-0")).isEqualTo(Probed.known(now + " WARN after\n\tat after\n"));
  }

  @Test
  void aServerThatSaysNothingSaysNothing() throws Exception {
    says("");
    assertThat(tail("zk-0")).isEqualTo(Probed.known(""));
  }

  @Test
  void aPodThatIsGoneIsUnknown() {
    assertThat(tail("zk-1")).isEqualTo(Probed.unknown("the log could not be read"));
  }

  @Test
  void aRightThatIsMissingIsNamed() {
    try (var _ = server.faults().inject(_ -> true, new Fault.Refuse(403, "Forbidden", "no logs"))) {
      assertThat(tail("zk-0")).isEqualTo(Probed.unknown("the operator may not read logs"));
    }
  }
}
