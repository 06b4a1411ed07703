package dev.quorate;

import dev.quorate.diagnosis.Thresholds;
import dev.quorate.notify.DeliveryTerms;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the operator process can be told, parsed once from the environment.
 *
 * @param namespaces to look after; empty means all
 * @param images of members whose resource names none
 * @param probeTimeout how long one ZooKeeper server may take to answer
 * @param apiTimeout how long the Kubernetes API may take to answer one request
 * @param notifications where events are sent to, beside Kubernetes
 */
public record OperatorConfig(
    Set<String> namespaces,
    String clusterDomain,
    Images images,
    Loop loop,
    Examination examination,
    Duration probeTimeout,
    Duration apiTimeout,
    Lease lease,
    Http http,
    Log log,
    Optional<DeliveryTerms> notifications) {

  public OperatorConfig {
    namespaces = Set.copyOf(namespaces);
  }

  /**
   * Where members' images are.
   *
   * @param repository without a tag; the tag is the version
   * @param byVersion images of single versions, which win
   */
  public record Images(String repository, SortedMap<String, String> byVersion) {

    public Images {
      byVersion = Collections.unmodifiableSortedMap(new TreeMap<>(byVersion));
    }
  }

  /**
   * Pace of the control loop.
   *
   * @param workers reconciles that run at the same time, at most
   * @param concurrentChanges clusters that are changed at the same time, at most
   * @param resync how often a cluster at rest is looked at
   * @param shutdownTimeout how long running reconciles may finish when the process is told to stop
   */
  public record Loop(
      int workers, int concurrentChanges, Duration resync, Duration shutdownTimeout) {}

  /**
   * How members are examined.
   *
   * @param interval between two looks at one cluster
   * @param thresholds of the rules
   * @param logs whether the logs of members with a problem are read
   */
  public record Examination(Duration interval, Thresholds thresholds, boolean logs) {}

  /**
   * Who may act when several replicas run.
   *
   * @param namespace empty means the operator's own
   * @param identity of this replica; empty means that it makes one up
   * @param duration after which another replica takes over from a silent holder
   * @param renewDeadline after which a holder that cannot renew stops
   * @param retryPeriod between two renewals, or two looks at another's lease
   */
  public record Lease(
      boolean enabled,
      String name,
      Optional<String> namespace,
      Optional<String> identity,
      Duration duration,
      Duration renewDeadline,
      Duration retryPeriod) {}

  /** Address of the HTTP endpoint; port 0 means any free one. */
  public record Http(String host, int port) {}

  /** How the log looks, and how much of it there is. */
  public record Log(Format format, Level level) {

    /** Layout of a log line. */
    public enum Format {
      TEXT,
      JSON
    }

    /** Least level of the operator's own lines. */
    public enum Level {
      ERROR,
      WARN,
      INFO,
      DEBUG
    }
  }

  /** What came of reading the environment. */
  public sealed interface Parsed {

    /**
     * Usable.
     *
     * @param warnings variables that look like settings but are none
     */
    record Valid(OperatorConfig config, List<String> warnings) implements Parsed {}

    /** Not usable, with every error at once: variable, value, and what is allowed. */
    record Refused(List<String> errors) implements Parsed {}
  }

  /** Reads the environment; variables that are missing or blank have their defaults. */
  public static Parsed parse(Map<String, String> environment) {
    return new EnvironmentReader(environment).read();
  }
}
