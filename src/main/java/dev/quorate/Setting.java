package dev.quorate;

import java.util.Map;
import java.util.Optional;

/** An environment variable that configures the operator process. */
enum Setting {
  NAMESPACES(
      "QUORATE_NAMESPACES",
      "",
      "names separated by commas",
      "Namespaces whose clusters are looked after; empty means every namespace (needs a ClusterRole)."),
  CLUSTER_DOMAIN(
      "QUORATE_CLUSTER_DOMAIN",
      "cluster.local",
      "a DNS domain",
      "Domain of the Kubernetes cluster, the end of every member's name."),
  IMAGE_REPOSITORY(
      "QUORATE_IMAGE_REPOSITORY",
      "docker.io/library/zookeeper",
      "an image without its tag",
      "Image of members whose resource names none; the version is its tag."),
  IMAGES(
      "QUORATE_IMAGES",
      "",
      "version=image, separated by commas",
      "Images of single versions, for example 3.9.5=registry.example.com/zookeeper@sha256:…, which"
          + " win over the repository."),
  WORKERS(
      "QUORATE_WORKERS",
      "10",
      "a whole number from 1 to 200",
      "How many clusters are reconciled at the same time, at most."),
  CONCURRENT_CHANGES(
      "QUORATE_CONCURRENT_CHANGES",
      "3",
      "a whole number from 1 to 1000",
      "How many clusters are changed at the same time, at most: restarted, scaled, moved to larger"
          + " volumes. The others wait for their turn; healing waits for none."),
  RESYNC(
      "QUORATE_RESYNC",
      "10s",
      "a duration from 1s to 5m",
      "How often a cluster at rest is looked at although nothing happened. Many clusters share the"
          + " looks: with 1000 each has one in 30s."),
  PROBE_TIMEOUT(
      "QUORATE_PROBE_TIMEOUT",
      "2s",
      "a duration from 100ms to 30s",
      "How long a ZooKeeper server may take to answer before it counts as unknown."),
  DIAGNOSIS_INTERVAL(
      "QUORATE_DIAGNOSIS_INTERVAL",
      "15s",
      "a duration from 1s to 5m",
      "How often the members of a cluster are asked what may be wrong with them. Rules count such"
          + " looks, so another interval is another patience. More than 500 clusters share the"
          + " looks."),
  DIAGNOSIS_THRESHOLDS(
      "QUORATE_DIAGNOSIS_THRESHOLDS",
      "",
      "rule=number, separated by commas",
      "From which number on a rule of the diagnosis finds something, for example"
          + " SlowLogDisk=50,DiskFilling=85; all other rules are as shipped."),
  MEMBER_LOGS(
      "QUORATE_MEMBER_LOGS",
      "true",
      "true or false",
      "Whether the last lines of a member's log are searched for words that tell why when it has a"
          + " problem; takes the right to get pods/log. Nothing is kept of them but one line of each"
          + " kind, without secrets."),
  API_TIMEOUT(
      "QUORATE_API_TIMEOUT",
      "10s",
      "a duration from 1s to 60s",
      "How long the Kubernetes API may take to answer one request."),
  SHUTDOWN_TIMEOUT(
      "QUORATE_SHUTDOWN_TIMEOUT",
      "10s",
      "a duration from 0s to 5m",
      "How long running reconciles may finish after SIGTERM; keep it below the pod's"
          + " terminationGracePeriodSeconds."),
  LEADER_ELECTION(
      "QUORATE_LEADER_ELECTION",
      "true",
      "true or false",
      "Whether to act only while holding the lease. Needed with more than one replica."),
  LEASE_NAME("QUORATE_LEASE_NAME", "quorate", "a name", "Name of the lease."),
  LEASE_NAMESPACE(
      "QUORATE_LEASE_NAMESPACE",
      "",
      "a name",
      "Namespace of the lease; empty means the one that the operator runs in."),
  LEASE_DURATION(
      "QUORATE_LEASE_DURATION",
      "15s",
      "a duration from 3s to 5m, in whole seconds",
      "After how long without renewal another replica takes over."),
  LEASE_RENEW_DEADLINE(
      "QUORATE_LEASE_RENEW_DEADLINE",
      "10s",
      "a duration from 1s to 5m, shorter than the lease duration",
      "After how long without renewal the holder stops acting and exits."),
  LEASE_RETRY_PERIOD(
      "QUORATE_LEASE_RETRY_PERIOD",
      "2s",
      "a duration from 200ms to 1m, at most half of the renew deadline",
      "How often the holder renews the lease and the others look at it."),
  POD_NAME(
      "POD_NAME",
      "",
      "a name",
      "Identity in the lease, from metadata.name of the pod; empty means host name and a random"
          + " part. A container that restarts in the same pod takes its own lease back at once."),
  HTTP_HOST(
      "QUORATE_HTTP_HOST",
      "0.0.0.0",
      "an address or name",
      "Where /metrics, /livez and /readyz listen."),
  HTTP_PORT(
      "QUORATE_HTTP_PORT",
      "8080",
      "a whole number from 0 to 65535",
      "Port of the same; 0 means any free one."),
  LOG_FORMAT("QUORATE_LOG_FORMAT", "text", "text or json", "One line of text or JSON per event."),
  LOG_LEVEL(
      "QUORATE_LOG_LEVEL",
      "info",
      "error, warn, info or debug",
      "Least level of the operator's own log lines; libraries stay at warn."),
  NOTIFY_URL(
      "QUORATE_NOTIFY_URL",
      "",
      "an http or https URL without user name and fragment",
      "Where events are sent to as CloudEvents, beside Kubernetes; empty means nowhere. It is never"
          + " logged: only its scheme, host and port are."),
  NOTIFY_TOKEN_FILE(
      "QUORATE_NOTIFY_TOKEN_FILE",
      "",
      "an absolute path",
      "File with the bearer token for it, read again for every attempt; empty means none."),
  NOTIFY_TYPES(
      "QUORATE_NOTIFY_TYPES",
      "Warning",
      "Warning or All",
      "Which events are sent: those of type Warning, or all of them."),
  NOTIFY_QUEUE(
      "QUORATE_NOTIFY_QUEUE",
      "500",
      "a whole number from 1 to 10000",
      "How many events may wait to be sent; then the oldest are dropped, and counted."),
  NOTIFY_TIMEOUT(
      "QUORATE_NOTIFY_TIMEOUT",
      "10s",
      "a duration from 100ms to 1m",
      "How long one attempt to send an event may take."),
  NOTIFY_ATTEMPTS(
      "QUORATE_NOTIFY_ATTEMPTS",
      "10",
      "a whole number from 1 to 100",
      "How often an event is tried to be sent, at most."),
  NOTIFY_MAX_AGE(
      "QUORATE_NOTIFY_MAX_AGE",
      "1h",
      "a duration from 1s to 24h",
      "How old an event may be when it is sent; older ones are given up.");

  private final String variable;
  private final String fallback;
  private final String allowed;
  private final String meaning;

  Setting(String variable, String fallback, String allowed, String meaning) {
    this.variable = variable;
    this.fallback = fallback;
    this.allowed = allowed;
    this.meaning = meaning;
  }

  String variable() {
    return variable;
  }

  /** The value that counts when the variable is missing or blank. */
  String fallback() {
    return fallback;
  }

  /** What may be written, for people. */
  String allowed() {
    return allowed;
  }

  String meaning() {
    return meaning;
  }

  String in(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .orElse(fallback);
  }
}
