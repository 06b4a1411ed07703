package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.ObservedState;
import dev.quorate.local.api.ApiServer;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Manifest;
import dev.quorate.testing.ObservedStates;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesWriterTest {
  private final Ensemble ensemble = Ensembles.of(3).in("default").build();
  private ApiServer server;
  private KubernetesClient client;

  private Instant now = ObservedStates.NOW;

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

  private KubernetesWriter writer(Optional<HasMetadata> live) {
    return writer(() -> live);
  }

  private KubernetesWriter writer(Supplier<Optional<HasMetadata>> live) {
    return writer(ensemble, live, false);
  }

  private KubernetesWriter writer(
      Ensemble wanted, Supplier<Optional<HasMetadata>> live, boolean holds) {
    ObservedState state = ObservedStates.nothing(3).build();
    return new KubernetesWriter(
        new KubernetesWriter.Seen(wanted, state, (_, _) -> live.get(), () -> now),
        new MembershipWriter((_, _) -> {
          throw new IllegalStateException("no session is opened here");
        }),
        new ResourceApplier(Labels.MANAGER),
        () -> "secret",
        client,
        (_, _) -> holds);
  }

  private static ConfigMap configMap(String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("zk-membership")
        .endMetadata()
        .addToData("formed", value)
        .build();
  }

  private static Service service(String name, int port) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("zk-client")
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withName(name)
        .withPort(port)
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  /** An apply alone would leave two ports of one name, which the server refuses for ever. */
  @Test
  void putsAPortBackWhoseNumberSomebodyChanged() {
    var ours = service("client", 2181);
    var writer = writer(() -> Optional.ofNullable(client.resource(ours).get()));
    writer.apply(new Action.Apply(ours));
    client
        .resource(ours)
        .edit(s ->
            new ServiceBuilder(s)
                .editSpec()
                .editFirstPort()
                .withPort(2182)
                .endPort()
                .endSpec()
                .build());

    assertThat(writer.apply(new Action.Apply(ours))).isEqualTo(WriteResult.changed());
    var live = client.resource(ours).get();
    assertThat(live.getSpec().getPorts()).extracting(p -> p.getPort()).containsExactly(2181);
    assertThat(live.getMetadata().getManagedFields())
        .filteredOn(entry -> entry.getManager().equals(Labels.MANAGER))
        .extracting(entry -> entry.getOperation())
        .containsExactly("Apply");
  }

  @Test
  void appliesWhatIsMissing() {
    assertThat(writer(Optional.empty()).apply(new Action.Apply(configMap("false"))))
        .isEqualTo(WriteResult.changed());
  }

  @Test
  void anApplyIsNotRepeatedThoughTheServerAddedDefaultsToWhatIsOurs() {
    var writer = writer(() -> Optional.ofNullable(client.resource(configMap("")).get()));
    assertThat(writer.apply(new Action.Apply(configMap("false")))).isEqualTo(WriteResult.changed());
    assertThat(writer.apply(new Action.Apply(configMap("false"))))
        .isEqualTo(WriteResult.unchanged());
    assertThat(server.audit().entries(e -> e.request().verb().equals("apply"))).hasSize(1);
  }

  @Test
  void anApplyThatWasDecidedFromAnOldCacheIsRefused() {
    ConfigMap old = client.resource(configMap("false")).create();
    client.resource(configMap("true")).forceConflicts().serverSideApply();
    var result = writer(Optional.of(old)).apply(new Action.Apply(configMap("false")));
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Reason.SITUATION_CHANGED));
    assertThat(client.resource(configMap("")).get().getData()).containsEntry("formed", "true");
  }

  @Test
  void neverReplacesASuperuserThatExists() {
    assertThat(writer(Optional.empty()).createSuperuser(new Action.CreateSuperuser()))
        .isEqualTo(WriteResult.changed());
    assertThat(writer(Optional.empty()).createSuperuser(new Action.CreateSuperuser()))
        .isInstanceOfSatisfying(
            WriteResult.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Reason.SITUATION_CHANGED));
  }

  @Test
  void recordsOnTheClaimThatWasSeenAndOnNoOther() {
    PersistentVolumeClaim claim =
        client
            .resource(
                new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withNamespace("default")
                    .withName("data-zk-0")
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes("ReadWriteOnce")
                    .withNewResources()
                    .addToRequests("storage", new Quantity("1Gi"))
                    .endResources()
                    .endSpec()
                    .build())
            .create();
    var record = Map.of(Labels.FORMED, "100000000");
    var uid = claim.getMetadata().getUid();
    writer(Optional.empty()).annotate(new Action.AnnotateClaim("data-zk-0", uid, record));
    assertThat(client.resource(claim).get().getMetadata().getAnnotations())
        .containsAllEntriesOf(record);
    assertThat(
            writer(Optional.empty())
                .annotate(new Action.AnnotateClaim("data-zk-0", "another", record)))
        .isInstanceOf(WriteResult.Failed.class);
  }

  @Test
  void deletesThePodThatWasSeenAndNoOther() {
    Pod pod =
        client
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withNamespace("default")
                    .withName("zk-0")
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("zookeeper")
                    .withImage("i")
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
    var meta = pod.getMetadata();
    assertThat(writer(Optional.empty()).deletePod(delete(meta.getUid(), "1")))
        .isInstanceOfSatisfying(
            WriteResult.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Reason.SITUATION_CHANGED));
    assertThat(writer(Optional.empty()).deletePod(delete("another", meta.getResourceVersion())))
        .isInstanceOf(WriteResult.Failed.class);
    assertThat(client.resource(pod).get()).isNotNull();
    assertThat(writer(Optional.empty()).deletePod(delete(meta.getUid(), meta.getResourceVersion())))
        .isEqualTo(WriteResult.changed());
    assertThat(client.resource(pod).get()).isNull();
  }

  private static Action.DeletePod delete(String uid, String resourceVersion) {
    return new Action.DeletePod(
        new MemberId(1), "zk-0", uid, resourceVersion, Reason.HEALING, "it has ended");
  }

  @Test
  void seesThatTheResourceIsGone() {
    assertThat(writer(Optional.empty()).differsFromPlan())
        .contains("the resource has been deleted");
  }

  /** The ensemble of a resource that is there. */
  private Ensemble created() throws IOException {
    try (var definition =
        Files.newInputStream(Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml"))) {
      client.load(definition).serverSideApply();
    }
    String uid = client.resource(Manifest.ensemble("zk", 3)).create().getMetadata().getUid();
    return Ensembles.of(3).in("default").uid(uid).build();
  }

  @Test
  void seesThatTheMembersWereAskedTooLongAgo() throws Exception {
    var writer = writer(created(), Optional::empty, false);
    now = ObservedStates.NOW.plusSeconds(10);
    assertThat(writer.differsFromPlan()).isEmpty();
    now = ObservedStates.NOW.plusSeconds(11);
    assertThat(writer.differsFromPlan()).contains("11 s have passed since the members were asked");
  }

  /** An old cache showed it as wanted, so nothing was sent, and it has been changed before. */
  @Test
  void seesThatTheListWasOvertaken() throws Exception {
    var ensemble = created();
    var cached = client.resource(configMap("true")).create();
    var writer = writer(ensemble, () -> Optional.of(cached), true);
    assertThat(writer.apply(new Action.Apply(configMap("true"))))
        .isEqualTo(WriteResult.unchanged());
    assertThat(writer.differsFromPlan()).isEmpty();
    client.resource(configMap("false")).update();
    assertThat(writer.differsFromPlan()).contains("ConfigMap zk-membership has changed");
  }
}
