package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.local.api.rest.Faults.Fault;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two operators in this JVM, on one API server. */
class OperatorProcessTest {
  private final Replicas replicas = new Replicas();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<OperatorProcess> started = new ArrayList<>();
  private final List<Exit> exits = new CopyOnWriteArrayList<>();

  @AfterEach
  void stops() {
    replicas.server.faults().clear();
    started.forEach(OperatorProcess::close);
    http.close();
    replicas.close();
  }

  private OperatorProcess start(String name, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>(replicas.environment(name));
    environment.putAll(more);
    var config = ((Parsed.Valid) OperatorConfig.parse(environment)).config();
    var process =
        OperatorProcess.create(
            config, replicas.server.config(), RecordingLoop.factory(), exits::add);
    started.add(process);
    process.start();
    return process;
  }

  private OperatorProcess start(String name) throws IOException {
    return start(name, Map.of("QUORATE_LEASE_RETRY_PERIOD", "200ms"));
  }

  private HttpResponse<String> get(OperatorProcess process, String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + process.httpPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void theHolderOfTheLeaseActsAndTheOtherStandsByReady() throws Exception {
    var one = start("one");
    await().until(() -> replicas.writesBy("one").size() > 3);
    var two = start("two");
    assertThat(replicas.holder()).contains("one");
    assertThat(get(two, "/readyz").body()).isEqualTo("[+]caches ok\n");
    assertThat(get(two, "/livez").statusCode()).isEqualTo(200);
    assertThat(get(one, "/metrics").body()).contains("quorate_leading 1");
    assertThat(get(two, "/metrics").body()).contains("quorate_leading 0");
    assertThat(replicas.reigns()).containsExactly("one");
  }

  @Test
  void aReplicaThatStopsGivesTheLeaseBackAndTheOtherGoesOn() throws Exception {
    var one = start("one");
    await().until(() -> !replicas.writesBy("one").isEmpty());
    start("two");
    one.close();
    await().until(() -> replicas.writesBy("two").size() > 3);
    assertThat(replicas.reigns()).containsExactly("one", "two");
    assertThat(replicas.lease().orElseThrow().getSpec().getLeaseTransitions()).isEqualTo(1);
  }

  @Test
  void nobodyHoldsTheLeaseAfterTheLastOneStopped() throws Exception {
    var one = start("one");
    await().until(() -> replicas.holder().isPresent());
    one.close();
    assertThat(replicas.lease()).isPresent();
    assertThat(replicas.holder()).isEmpty();
  }

  @Test
  void aReplicaThatStandsByLeavesTheLeaseAlone() throws Exception {
    start("one");
    await().until(() -> replicas.holder().isPresent());
    var two = start("two");
    two.close();
    assertThat(replicas.holder()).contains("one");
  }

  @Test
  void whoeverLosesTheLeaseStopsAtOnce() throws Exception {
    start("one");
    await().until(() -> replicas.writesBy("one").size() > 3);
    replicas
        .client
        .leases()
        .inNamespace("default")
        .withName("quorate")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":\"usurper\"}}");
    await().until(() -> !exits.isEmpty());
    int writes = replicas.writes().size();
    assertThat(exits)
        .containsExactly(new Exit(Exit.Code.LEASE_LOST, "the lease is held by usurper"));
    await().during(Duration.ofMillis(300)).until(() -> replicas.writes().size() == writes);
  }

  @Test
  void aHolderThatCannotRenewStopsActingBeforeItsLeaseRunsOut() throws Exception {
    start(
        "one",
        Map.of(
            "QUORATE_LEASE_DURATION", "3s",
            "QUORATE_LEASE_RENEW_DEADLINE", "1s",
            "QUORATE_LEASE_RETRY_PERIOD", "200ms"));
    await().until(() -> !replicas.writesBy("one").isEmpty());
    replicas
        .server
        .faults()
        .inject(r -> r.resource().equals("leases"), new Fault.Refuse(500, "InternalError", "no"));
    await().atMost(Duration.ofSeconds(3)).until(() -> !exits.isEmpty());
    assertThat(exits)
        .containsExactly(new Exit(Exit.Code.LEASE_LOST, "the lease could not be renewed for 1 s"));
    int writes = replicas.writes().size();
    await().during(Duration.ofMillis(300)).until(() -> replicas.writes().size() == writes);
  }

  @Test
  void aloneItNeedsNoLease() throws Exception {
    start("one", Map.of("QUORATE_LEADER_ELECTION", "false"));
    await().until(() -> replicas.writesBy("one").size() > 3);
    assertThat(replicas.lease()).isEmpty();
  }

  @Test
  void startsWhenTheApiServerCannotBeReachedYet() throws Exception {
    var refused =
        replicas
            .server
            .faults()
            .inject(r -> true, new Fault.Refuse(503, "ServiceUnavailable", "starting"));
    var starting = Thread.ofVirtual().start(() -> startQuietly("one"));
    await().until(() -> refused.hits() > 3);
    replicas.server.faults().clear();
    await().atMost(Duration.ofSeconds(20)).until(() -> !replicas.writesBy("one").isEmpty());
    starting.join();
    assertThat(exits).isEmpty();
  }

  private void startQuietly(String name) {
    try {
      start(name);
    } catch (IOException e) {
      exits.add(new Exit(Exit.Code.FAILED, e.getMessage()));
    }
  }

  @Test
  void countsItsRequests() throws Exception {
    var one = start("one");
    await().until(() -> !replicas.writesBy("one").isEmpty());
    assertThat(get(one, "/metrics").body())
        .contains("quorate_api_requests_total{code=\"200\",verb=\"patch\"}")
        .contains("quorate_api_requests_total{code=\"101\",verb=\"watch\"}")
        .contains("quorate_reconciles_total{result=\"success\"}");
  }
}
