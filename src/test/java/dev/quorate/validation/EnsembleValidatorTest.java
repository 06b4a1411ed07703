package dev.quorate.validation;

import static dev.quorate.validation.Checking.accepted;
import static dev.quorate.validation.Checking.refusals;
import static dev.quorate.validation.Checking.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.ClientService;
import dev.quorate.model.Ensemble.Rollout;
import dev.quorate.model.Logging;
import dev.quorate.model.MaintenanceWindow;
import dev.quorate.model.MaintenanceWindows;
import dev.quorate.model.Storage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnsembleValidatorTest {
  private static final String SMALLEST = "storage: {data: {size: 10Gi}}";

  @Test
  void fillsInEveryDefault() {
    var ensemble = accepted(SMALLEST);

    assertThat(ensemble.version()).hasToString("3.9.5");
    assertThat(ensemble.image()).isEqualTo("docker.io/library/zookeeper:3.9.5");
    assertThat(ensemble.voters()).isEqualTo(3);
    assertThat(ensemble.observers().replicas()).isZero();
    assertThat(ensemble.config()).isEmpty();
    assertThat(ensemble.jvm().heapMebibytes()).isEqualTo(614);
    assertThat(ensemble.jvm().options()).isEmpty();
    assertThat(ensemble.logging())
        .isEqualTo(new Logging(Logging.Level.INFO, Logging.Format.TEXT, new TreeMap<>()));
    assertThat(ensemble.storage())
        .isEqualTo(
            new Storage.Persistent(
                new Storage.Volume("10Gi", Optional.empty()),
                Optional.empty(),
                new Storage.Retention(Storage.Policy.RETAIN, Storage.Policy.RETAIN)));
    assertThat(ensemble.clientService())
        .isEqualTo(new ClientService("ClusterIP", new TreeMap<>(), new TreeMap<>()));
    assertThat(ensemble.pod().terminationGracePeriodSeconds()).isEqualTo(60);
    assertThat(ensemble.pod().resources().getLimits().toString()).contains("memory=1024Mi");
    assertThat(ensemble.pod().resources().getRequests().toString())
        .contains("memory=1024Mi", "cpu=200m");
    assertThat(ensemble.rollout().progressDeadlineSeconds()).isEqualTo(900);
    assertThat(ensemble.paused()).isFalse();
    assertThat(ensemble.restartAt()).isEmpty();
    assertThat(warnings(SMALLEST)).isEmpty();
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThat(refusals("version: 3.9.3\nreplicas: 4\nconfig: {dataDir: /x}"))
        .extracting(Refusal::field)
        .containsExactly("spec.version", "spec.replicas", "spec.config.dataDir", "spec.storage");
  }

  @Test
  void limitsWhatItSays() {
    var spec = new StringBuilder(SMALLEST + "\nconfig:\n");
    for (int i = 0; i < 60; i++) {
      spec.append("  server.").append(i).append(": x\n");
    }

    List<Refusal> refusals = refusals(spec.toString());

    assertThat(refusals).hasSize(21);
    assertThat(refusals.getLast().message())
        .isEqualTo("spec: has 40 further problems; correct these first");
  }

  @Test
  void takesTheRestartMarkFromTheAnnotation() {
    var cluster = Checking.cluster(SMALLEST);
    cluster
        .getMetadata()
        .setAnnotations(Map.of("zookeeper.quorate.dev/restart-at", "2026-01-31T12:00:00Z"));

    assertThat(Checking.validate(cluster, Optional.empty()))
        .isInstanceOfSatisfying(
            Validated.Accepted.class,
            a -> assertThat(a.ensemble().restartAt()).contains("2026-01-31T12:00:00Z"));
  }

  @Test
  void takesTheRolloutAsItIsWritten() {
    assertThat(accepted(SMALLEST).rollout())
        .isEqualTo(new Rollout(false, 0, 900, MaintenanceWindows.ALWAYS));
    var written =
        "\nrollout: {paused: true, canarySoakSeconds: 60, progressDeadlineSeconds: 120, windows: ["
            + "{schedule: 0 2 * * 6, duration: 1h30m}]}";
    var saturdays = new MaintenanceWindow("0 2 * * 6", Duration.ofMinutes(90), ZoneId.of("UTC"));
    assertThat(accepted(SMALLEST + written).rollout())
        .isEqualTo(new Rollout(true, 60, 120, new MaintenanceWindows(List.of(saturdays))));
    assertThat(warnings(SMALLEST + written)).isEmpty();
  }

  @Test
  void refusesAResourceWithoutSpecification() {
    var cluster = Checking.cluster(SMALLEST);
    cluster.setSpec(null);

    assertThat(Checking.validate(cluster, Optional.empty()))
        .isInstanceOfSatisfying(
            Validated.Refused.class,
            r -> assertThat(r.message()).startsWith("spec.storage: is missing"));
  }
}
