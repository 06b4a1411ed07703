package dev.quorate.metrics;

import java.util.List;

/**
 * Every metric of the operator's own, as it appears at {@code /metrics}. Published names are API.
 * Labels never name an object smaller than a member.
 */
public enum Metric {
  RECONCILE_SECONDS(
      Type.HISTOGRAM,
      "quorate_reconcile_seconds",
      "Duration of one look at a cluster, with everything that was done about it."),
  RECONCILES(
      Type.COUNTER,
      "quorate_reconciles_total",
      "Looks at clusters, by result: success, or failure when it is tried again later.",
      Scope.RESULT),
  RECONCILE_QUEUE(
      Type.GAUGE, "quorate_reconcile_queue", "Clusters that wait for a free worker right now."),
  WATCHDOG_REQUEUES(
      Type.COUNTER,
      "quorate_watchdog_requeues_total",
      "Clusters that the control loop had forgotten and the watchdog queued again."),
  WATCHDOG_STRANDED(
      Type.GAUGE,
      "quorate_watchdog_stranded",
      "Clusters that are not looked at although the watchdog queued them again; /livez is red."),
  CHANGING_CLUSTERS(
      Type.GAUGE,
      "quorate_changing_clusters",
      "Clusters that are being changed and have a turn; the others wait for theirs."),
  CHANGING_CLUSTERS_LIMIT(
      Type.GAUGE,
      "quorate_changing_clusters_limit",
      "How many clusters may be changed at the same time."),
  LEADING(
      Type.GAUGE, "quorate_leading", "1 while this replica holds the lease and may act, else 0."),
  API_REQUESTS(
      Type.COUNTER,
      "quorate_api_requests_total",
      "Requests to the Kubernetes API, by verb and status code (error: no answer).",
      Scope.REQUEST),
  NOTIFICATIONS(
      Type.COUNTER,
      "quorate_notifications_total",
      "Events for the webhook, by result: sent, failed (refused, or not taken for too long), or"
          + " dropped (the queue was full, or the process ended).",
      Scope.RESULT),
  NOTIFICATIONS_WAITING(
      Type.GAUGE, "quorate_notifications_waiting", "Events that wait to be sent to the webhook."),
  CLUSTERS(Type.GAUGE, "quorate_clusters", "Clusters that are looked after."),
  CLUSTER_READY(
      Type.GAUGE,
      "quorate_cluster_ready",
      "1 when the ensemble is what the specification asks for and serves, else 0.",
      Scope.CLUSTER),
  CLUSTER_QUORUM_AVAILABLE(
      Type.GAUGE,
      "quorate_cluster_quorum_available",
      "1 when a leader with a majority was seen, else 0.",
      Scope.CLUSTER),
  CLUSTER_VOTERS(
      Type.GAUGE,
      "quorate_cluster_voters",
      "Voters of the committed configuration; missing while it is unknown.",
      Scope.CLUSTER),
  CLUSTER_SYNCED_VOTERS(
      Type.GAUGE,
      "quorate_cluster_synced_voters",
      "Voters that are synced with the leader; 0 while none was seen.",
      Scope.CLUSTER),
  CLUSTER_MAY_LOSE(
      Type.GAUGE,
      "quorate_cluster_may_lose",
      "Synced voters that may fail before writes stop; 0 while that is unknown.",
      Scope.CLUSTER),
  CLUSTER_BLOCKED(
      Type.GAUGE,
      "quorate_cluster_blocked",
      "1 for each reason why the next disruptive step waits.",
      Scope.BLOCKER),
  CLUSTER_PROBLEM(
      Type.GAUGE,
      "quorate_cluster_problem",
      "1 for each rule of the diagnosis that says that something is wrong.",
      Scope.RULE),
  CLUSTER_ELECTIONS(
      Type.COUNTER,
      "quorate_cluster_elections_total",
      "Elections that the operator has seen since it started; planned: it took the leader away.",
      Scope.ELECTION),
  DISRUPTIVE_ACTIONS(
      Type.COUNTER,
      "quorate_disruptive_actions_total",
      "What the operator did that can disturb a member, since it started.",
      Scope.ACTION),
  MEMBER_LATENCY(
      Type.GAUGE,
      "quorate_member_latency_seconds",
      "Average request latency since the server started.",
      Scope.MEMBER),
  MEMBER_CONNECTIONS(
      Type.GAUGE, "quorate_member_connections", "Client connections of the server.", Scope.MEMBER),
  MEMBER_OUTSTANDING(
      Type.GAUGE,
      "quorate_member_outstanding_requests",
      "Requests that the server has not answered yet.",
      Scope.MEMBER),
  MEMBER_ZNODES(Type.GAUGE, "quorate_member_znodes", "Znodes in the server's tree.", Scope.MEMBER),
  PROBE_SECONDS(
      Type.HISTOGRAM,
      "quorate_probe_seconds",
      "What the performance probe measured through a member: write (create, delete), read (with the"
          + " sync before it), watch (from a delete until the watch fired).",
      Scope.OPERATION),
  PROBE_ROUNDS(
      Type.COUNTER,
      "quorate_probe_rounds_total",
      "Rounds of the performance probe through a member: passed, or failed when a client could not"
          + " have worked with it.",
      Scope.OUTCOME);

  /** How the numbers behave. */
  public enum Type {
    GAUGE,
    COUNTER,
    HISTOGRAM
  }

  private enum Scope {
    PROCESS,
    RESULT,
    REQUEST,
    CLUSTER,
    BLOCKER,
    ACTION,
    ELECTION,
    RULE,
    MEMBER,
    OPERATION,
    OUTCOME;

    List<String> labels() {
      return switch (this) {
        case PROCESS -> List.of();
        case RESULT -> List.of("result");
        case REQUEST -> List.of("verb", "code");
        case CLUSTER -> List.of("namespace", "cluster");
        case BLOCKER -> List.of("namespace", "cluster", "reason");
        case ACTION -> List.of("namespace", "cluster", "action");
        case ELECTION -> List.of("namespace", "cluster", "planned");
        case RULE -> List.of("namespace", "cluster", "rule");
        case MEMBER -> List.of("namespace", "cluster", "member");
        case OPERATION -> List.of("namespace", "cluster", "member", "operation");
        case OUTCOME -> List.of("namespace", "cluster", "member", "outcome");
      };
    }
  }

  private final Type type;
  private final String family;
  private final String help;
  private final Scope scope;

  Metric(Type type, String family, String help) {
    this(type, family, help, Scope.PROCESS);
  }

  Metric(Type type, String family, String help, Scope scope) {
    this.type = type;
    this.family = family;
    this.help = help;
    this.scope = scope;
  }

  public Type type() {
    return type;
  }

  /** The name as Prometheus shows it. */
  public String family() {
    return family;
  }

  public String help() {
    return help;
  }

  public List<String> labels() {
    return scope.labels();
  }

  /** The name without the endings that the exposition adds by itself. */
  String meter() {
    return family.replaceAll("_(total|seconds)$", "");
  }
}
