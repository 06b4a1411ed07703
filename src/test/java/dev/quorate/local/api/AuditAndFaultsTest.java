package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.local.api.rest.Faults.Fault;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tests can see of the requests, and do to them. */
class AuditAndFaultsTest {
  private ApiServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    server = ApiServer.start();
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void everyRequestIsRecorded() {
    client.resource(map("a")).create();
    client.configMaps().withName("a").get();
    client.resource(map("a")).fieldManager("me").forceConflicts().serverSideApply();
    assertThat(server.audit().counts())
        .containsEntry("create configmaps", 1L)
        .containsEntry("get configmaps", 1L)
        .containsEntry("apply configmaps", 1L);
    var apply = server.audit().entries(e -> e.request().verb().equals("apply")).getFirst();
    assertThat(apply.request().manager()).isEqualTo("me");
    assertThat(apply.request().name()).isEqualTo("a");
    assertThat(apply.status()).isEqualTo(200);
    assertThat(apply.agent()).startsWith("fabric8-kubernetes-client/");
  }

  @Test
  void readsDryRunsAndRefusalsAreNoWrites() {
    client.resource(map("a")).create();
    var moment = Instant.now();
    client.configMaps().list();
    client.resource(map("b")).dryRun().create();
    assertThatThrownBy(() -> client.resource(map("a")).create())
        .isInstanceOf(KubernetesClientException.class);
    assertThat(server.audit().writesSince(moment)).isEmpty();
    client.configMaps().withName("a").delete();
    assertThat(server.audit().writesSince(moment))
        .singleElement()
        .satisfies(e -> assertThat(e.request().verb()).isEqualTo("delete"));
  }

  @Test
  void refusesAsToldAndAsOftenAsTold() {
    try (var rule =
        server
            .faults()
            .inject(
                r -> r.writes() && r.resource().equals("configmaps"),
                new Fault.Refuse(503, "ServiceUnavailable", "try later"),
                1)) {
      assertThatThrownBy(() -> client.resource(map("a")).create())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(503));
      client.resource(map("a")).create();
      assertThat(rule.hits()).isEqualTo(1);
    }
  }

  @Test
  void dropsConnectionsBeforeOrAfterTheWork() {
    try (var before = server.faults().inject(r -> r.verb().equals("create"), new Fault.Drop())) {
      assertThatThrownBy(() -> client.resource(map("a")).create())
          .isInstanceOf(KubernetesClientException.class);
      assertThat(before.hits()).isPositive();
    }
    assertThat(client.configMaps().withName("a").get()).isNull();
    try (var after =
        server.faults().inject(r -> r.verb().equals("create"), new Fault.ApplyThenDrop())) {
      assertThatThrownBy(() -> client.resource(map("a")).create())
          .isInstanceOf(KubernetesClientException.class);
      assertThat(after.hits()).isPositive();
    }
    assertThat(client.configMaps().withName("a").get()).isNotNull();
  }

  @Test
  void tellsBetweenTheWorkAndTheAnswer() {
    List<String> seen = new ArrayList<>();
    try (var reader = server.client();
        var rule =
            server
                .faults()
                .inject(
                    r -> r.verb().equals("create"),
                    new Fault.ApplyThen(() ->
                        seen.add(
                            reader.configMaps().withName("a").get().getMetadata().getName())))) {
      client.resource(map("a")).create();
      assertThat(rule.hits()).isEqualTo(1);
    }
    assertThat(seen).containsExactly("a");
  }

  @Test
  void delays() {
    try (var rule =
        server
            .faults()
            .inject(r -> r.verb().equals("get"), new Fault.Delay(Duration.ofMillis(300)))) {
      var start = System.nanoTime();
      client.configMaps().withName("a").get();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
      assertThat(rule.hits()).isEqualTo(1);
    }
  }

  @Test
  void anInformerSurvivesDroppedWatchesAndAForgottenHistory() {
    try (var informer = client.configMaps().inNamespace("default").inform()) {
      client.resource(map("a")).create();
      Awaitility.await().until(() -> informer.getStore().list().size() == 1);
      server.dropWatches();
      client.resource(map("b")).create();
      server.compact();
      Awaitility.await().until(() -> informer.getStore().list().size() == 2);
      server.dropWatches();
      client.configMaps().withName("a").delete();
      Awaitility.await().until(() -> informer.getStore().list().size() == 1);
    }
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .addToData("k", "v")
        .build();
  }
}
