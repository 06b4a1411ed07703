package dev.quorate.validation;

import dev.quorate.api.ApprovalMode;
import dev.quorate.api.ClientServiceSpec;
import dev.quorate.api.LogFormat;
import dev.quorate.api.LogLevel;
import dev.quorate.api.LoggingSpec;
import dev.quorate.api.ObserversSpec;
import dev.quorate.api.PerformanceProbeSpec;
import dev.quorate.api.ServiceType;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterSpec;
import dev.quorate.model.Approval;
import dev.quorate.model.ClientService;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Jvm;
import dev.quorate.model.Labels;
import dev.quorate.model.Logging;
import dev.quorate.model.Names;
import dev.quorate.model.ZooKeeperVersion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ensemble that a specification without refusals describes. */
final class EnsembleOf {
  private EnsembleOf() {}

  static Ensemble accepted(Subject subject) {
    ZookeeperClusterSpec spec = subject.spec();
    ZooKeeperVersion version = VersionRules.asked(subject).orElseThrow();
    OperatorDefaults defaults = subject.defaults();
    var memory = new MemoryShare(subject);
    return new Ensemble(
        new Names(
            Absent.or(subject.metadata().getNamespace(), "default"),
            subject.metadata().getName(),
            defaults.clusterDomain()),
        owner(subject.metadata()),
        version,
        Absent.or(spec.image(), defaults.image(version)),
        spec.replicas(),
        observers(spec.observers(), memory),
        config(subject),
        new Jvm(memory.heapMebibytes(), spec.jvm().options()),
        logging(spec.logging()),
        StorageOf.spec(spec.storage()),
        clientService(spec.clientService()),
        PodSettingsOf.spec(spec.pod(), memory),
        new Ensemble.Rollout(
            spec.rollout().paused(),
            spec.rollout().canarySoakSeconds(),
            spec.rollout().progressDeadlineSeconds(),
            WindowRules.windows(spec.rollout().windows())),
        new TreeMap<>(spec.diagnosis().thresholds()),
        probeInterval(spec.diagnosis().performanceProbe()),
        spec.paused(),
        annotation(subject, Labels.RESTART_AT),
        new Approval(
            spec.rollout().approval() == ApprovalMode.MANUAL
                || annotation(subject, Labels.PLAN).filter("true"::equals).isPresent(),
            annotation(subject, Labels.APPROVE)));
  }

  private static Optional<Duration> probeInterval(PerformanceProbeSpec spec) {
    return spec.enabled()
        ? Optional.of(Duration.ofSeconds(spec.intervalSeconds()))
        : Optional.empty();
  }

  private static Optional<String> annotation(Subject subject, String key) {
    return Optional.ofNullable(Absent.map(subject.metadata().getAnnotations()).get(key));
  }

  private static Ensemble.Owner owner(ObjectMeta metadata) {
    return new Ensemble.Owner(
        HasMetadata.getApiVersion(ZookeeperCluster.class),
        HasMetadata.getKind(ZookeeperCluster.class),
        metadata.getName(),
        Absent.or(metadata.getUid(), ""),
        Absent.or(metadata.getGeneration(), 0L));
  }

  private static Ensemble.Observers observers(ObserversSpec spec, MemoryShare memory) {
    return new Ensemble.Observers(
        spec.replicas(),
        Optional.ofNullable(spec.storage()).map(StorageOf::spec),
        Optional.ofNullable(spec.pod()).map(pod -> PodSettingsOf.spec(pod, memory)));
  }

  private static SortedMap<String, String> config(Subject subject) {
    var config = new TreeMap<>(subject.spec().config());
    config.keySet().removeIf(key -> ConfigKeyRules.isUnknown(key, subject.tables().configKeys()));
    return config;
  }

  private static Logging logging(LoggingSpec spec) {
    var loggers = new TreeMap<String, Logging.Level>();
    spec.loggers().forEach((name, level) -> loggers.put(name, level(level)));
    return new Logging(level(spec.level()), format(spec.format()), loggers);
  }

  private static Logging.Level level(LogLevel level) {
    return switch (level) {
      case TRACE -> Logging.Level.TRACE;
      case DEBUG -> Logging.Level.DEBUG;
      case INFO -> Logging.Level.INFO;
      case WARN -> Logging.Level.WARN;
      case ERROR -> Logging.Level.ERROR;
      case OFF -> Logging.Level.OFF;
    };
  }

  private static Logging.Format format(LogFormat format) {
    return switch (format) {
      case TEXT -> Logging.Format.TEXT;
      case JSON -> Logging.Format.JSON;
    };
  }

  private static ClientService clientService(ClientServiceSpec spec) {
    return new ClientService(
        type(spec.type()), Absent.map(spec.annotations()), Absent.map(spec.labels()));
  }

  private static String type(ServiceType type) {
    return switch (type) {
      case CLUSTER_IP -> "ClusterIP";
      case NODE_PORT -> "NodePort";
      case LOAD_BALANCER -> "LoadBalancer";
    };
  }
}
