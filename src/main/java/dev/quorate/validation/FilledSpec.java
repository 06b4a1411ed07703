package dev.quorate.validation;

import static dev.quorate.validation.Absent.list;
import static dev.quorate.validation.Absent.map;
import static dev.quorate.validation.Absent.or;

import dev.quorate.api.ApprovalMode;
import dev.quorate.api.ClientServiceSpec;
import dev.quorate.api.DiagnosisSpec;
import dev.quorate.api.JvmSpec;
import dev.quorate.api.LogFormat;
import dev.quorate.api.LogLevel;
import dev.quorate.api.LoggingSpec;
import dev.quorate.api.MaintenanceWindowSpec;
import dev.quorate.api.ObserversSpec;
import dev.quorate.api.PerformanceProbeSpec;
import dev.quorate.api.PodSettingsSpec;
import dev.quorate.api.RetentionPolicy;
import dev.quorate.api.RetentionSpec;
import dev.quorate.api.RolloutSpec;
import dev.quorate.api.ServiceType;
import dev.quorate.api.StorageSpec;
import dev.quorate.api.StorageType;
import dev.quorate.api.ZookeeperClusterSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/**
 * A specification in which no section, list or map is absent, and every value has its default that
 * depends on nothing else. An absent section reads like an empty one, so the rules need not ask.
 */
final class FilledSpec {
  private FilledSpec() {}

  static ZookeeperClusterSpec of(ZookeeperClusterSpec given) {
    var spec = or(given, EMPTY);
    return new ZookeeperClusterSpec(
        spec.version(),
        spec.image(),
        or(spec.replicas(), 3),
        observers(or(spec.observers(), new ObserversSpec(null, null, null))),
        map(spec.config()),
        jvm(or(spec.jvm(), new JvmSpec(null, null))),
        logging(or(spec.logging(), new LoggingSpec(null, null, null))),
        storage(spec.storage()),
        clientService(or(spec.clientService(), new ClientServiceSpec(null, null, null))),
        pod(or(spec.pod(), NO_POD)),
        rollout(or(spec.rollout(), new RolloutSpec(null, null, null, null, null))),
        diagnosis(or(spec.diagnosis(), new DiagnosisSpec(null, null))),
        or(spec.paused(), false),
        list(spec.unreadable()));
  }

  private static final ZookeeperClusterSpec EMPTY =
      new ZookeeperClusterSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  private static final PodSettingsSpec NO_POD =
      new PodSettingsSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  private static ObserversSpec observers(ObserversSpec spec) {
    return new ObserversSpec(
        or(spec.replicas(), 0),
        storage(spec.storage()),
        spec.pod() == null ? null : pod(spec.pod()));
  }

  private static JvmSpec jvm(JvmSpec spec) {
    return new JvmSpec(spec.heap(), list(spec.options()));
  }

  private static LoggingSpec logging(LoggingSpec spec) {
    return new LoggingSpec(
        or(spec.level(), LogLevel.INFO), or(spec.format(), LogFormat.TEXT), map(spec.loggers()));
  }

  private static StorageSpec storage(StorageSpec spec) {
    return spec == null
        ? null
        : new StorageSpec(
            or(spec.type(), StorageType.PERSISTENT),
            or(spec.acknowledgeDataLoss(), false),
            spec.data(),
            spec.log(),
            retention(or(spec.retention(), new RetentionSpec(null, null))));
  }

  private static RetentionSpec retention(RetentionSpec spec) {
    return new RetentionSpec(
        or(spec.whenDeleted(), RetentionPolicy.RETAIN),
        or(spec.whenScaled(), RetentionPolicy.RETAIN));
  }

  private static ClientServiceSpec clientService(ClientServiceSpec spec) {
    return new ClientServiceSpec(
        or(spec.type(), ServiceType.CLUSTER_IP), map(spec.annotations()), map(spec.labels()));
  }

  private static RolloutSpec rollout(RolloutSpec spec) {
    return new RolloutSpec(
        or(spec.paused(), false),
        or(spec.canarySoakSeconds(), 0),
        or(spec.progressDeadlineSeconds(), 900),
        windows(list(spec.windows())),
        or(spec.approval(), ApprovalMode.AUTOMATIC));
  }

  private static DiagnosisSpec diagnosis(DiagnosisSpec spec) {
    var probe = or(spec.performanceProbe(), new PerformanceProbeSpec(null, null));
    return new DiagnosisSpec(
        map(spec.thresholds()),
        new PerformanceProbeSpec(or(probe.enabled(), false), or(probe.intervalSeconds(), 10)));
  }

  private static List<MaintenanceWindowSpec> windows(List<MaintenanceWindowSpec> windows) {
    return windows.stream()
        .map(w ->
            new MaintenanceWindowSpec(
                or(w.schedule(), ""), or(w.duration(), ""), or(w.timeZone(), "UTC")))
        .toList();
  }

  private static PodSettingsSpec pod(PodSettingsSpec spec) {
    return new PodSettingsSpec(
        or(spec.resources(), new ResourceRequirements()),
        map(spec.nodeSelector()),
        spec.affinity(),
        list(spec.tolerations()),
        list(spec.topologySpreadConstraints()),
        spec.priorityClassName(),
        spec.serviceAccountName(),
        list(spec.imagePullSecrets()),
        spec.securityContext(),
        or(spec.terminationGracePeriodSeconds(), 60),
        map(spec.labels()),
        map(spec.annotations()),
        spec.template());
  }
}
