package dev.quorate.dashboards;

import dev.quorate.dashboards.Dashboard.Section;
import java.util.List;

/** The operator itself: does it act, does it keep up, and what does that cost? */
final class OperatorDashboard {
  /** Other programs have the same names for figures of their JVM. */
  private static final String OURS = " and on (job, instance) quorate_leading";

  private OperatorDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "operator",
        "Operator",
        "The operator's control loop, its requests to the Kubernetes API, and its process.",
        List.of(),
        List.of(now(), loop(), requests(), notifications(), process()));
  }

  private static Section now() {
    return Section.of(
        "Now",
        Panel.number(
                "Replicas that act",
                Unit.COUNT,
                "Replicas that hold the lease. Exactly one acts, the others stand by.",
                "when it is 0 for longer than a lease: ensembles go on serving, but nothing is healed or changed (docs/runbooks/QuorateDown.md).")
            .in(Tone.ONE_IS_GOOD)
            .show("acting", "sum(quorate_leading) or vector(0)"),
        Panel.number(
                "Replicas",
                Unit.COUNT,
                "Replicas that are scraped.",
                "when there are fewer than the Deployment asks for.")
            .show("replicas", "count(quorate_leading) or vector(0)"),
        Panel.number(
                "Ensembles",
                Unit.COUNT,
                "Ensembles that are looked after.",
                "when there are fewer than you made.")
            .show("ensembles", "max(quorate_clusters)"),
        Panel.number(
                "Stranded",
                Unit.COUNT,
                "Ensembles that are not looked at although the watchdog queued them again; Kubernetes restarts such a replica.",
                "when it is not 0 (docs/runbooks/QuorateStranded.md).")
            .in(Tone.ZERO_IS_GOOD)
            .show("stranded", "max(quorate_watchdog_stranded)"),
        Panel.number(
                "Queue",
                Unit.COUNT,
                "Ensembles that wait for a free worker.",
                "when it stays above 0: give the operator more workers (operator.workers) or more CPU.")
            .in(Tone.ZERO_IS_CALM)
            .show("queue", "max(quorate_reconcile_queue)"),
        Panel.number(
                "Being changed",
                Unit.COUNT,
                "Ensembles that are being changed and have a turn.",
                "when it stays at the limit for hours.")
            .show("changing", "max(quorate_changing_clusters)"));
  }

  private static Section loop() {
    return Section.of(
        "Control loop",
        Panel.lines(
                "Looks at ensembles",
                Unit.PER_SECOND,
                "Reconciles a second, by result; each ensemble is looked at every few seconds even when nothing happens.",
                "when failures do not end, or when there are no looks at all.")
            .show(
                "{{result}}",
                "sum by (result) (rate(quorate_reconciles_total[" + Query.READ + "]))"),
        Panel.lines(
                "Duration of a look",
                Unit.SECONDS,
                "How long one look takes, with everything that is done about it. Slow members and a slow Kubernetes API make it longer.",
                "when the slowest take longer than the probe timeout and the API timeout together.")
            .show("half of them", quantile("0.5"))
            .show("90 %", quantile("0.9"))
            .show("99 %", quantile("0.99")),
        Panel.lines(
                "Queue and turns",
                Unit.COUNT,
                "Ensembles that wait for a worker, and ensembles that are being changed with the limit of that.",
                "when the queue does not empty.")
            .show("waiting for a worker", "max(quorate_reconcile_queue)")
            .show("being changed", "max(quorate_changing_clusters)")
            .show("limit of changes", "max(quorate_changing_clusters_limit)"),
        Panel.lines(
                "Forgotten ensembles",
                Unit.COUNT,
                "Ensembles that the watchdog had to queue again, and those that were not looked at all the same.",
                "when there is any: it is a defect of the operator, please report it with its log.")
            .show("queued again, since start", "max(quorate_watchdog_requeues_total)")
            .show("stranded", "max(quorate_watchdog_stranded)"),
        Panel.stripes(
                "Who acts",
                Unit.YES_NO,
                "Which replica held the lease.",
                "when it changes often: the replica cannot renew the lease in time (Kubernetes API, CPU, memory).")
            .in(Tone.ONE_IS_GOOD)
            .show("{{pod}} {{instance}}", "quorate_leading"));
  }

  private static String quantile(String which) {
    return "histogram_quantile(%s, sum by (le) (rate(quorate_reconcile_seconds_bucket[%s])))"
        .formatted(which, Query.READ);
  }

  private static Section requests() {
    return Section.of(
        "Kubernetes API",
        Panel.lines(
                "Requests by verb",
                Unit.REQUESTS_PER_SECOND,
                "Requests to the Kubernetes API. At rest there are next to none but for renewing the lease: nothing is written while nothing changes.",
                "when writes go on although nothing changes: somebody undoes what the operator writes.")
            .show(
                "{{verb}}", "sum by (verb) (rate(quorate_api_requests_total[" + Query.READ + "]))"),
        Panel.lines(
                "Requests that were refused or failed",
                Unit.REQUESTS_PER_SECOND,
                "By status code. 409 is a conflict that is tried again, 404 an object that is not there, error no answer at all.",
                "about 403 (a permission is missing), 422 (an object is refused), 429 and 5xx (the API server is overloaded).")
            .show(
                "{{verb}} {{code}}",
                "sum by (verb, code) (rate(quorate_api_requests_total{code!~\"2..\"}["
                    + Query.READ
                    + "]))"));
  }

  private static Section notifications() {
    return Section.of(
        "Notifications",
        Panel.lines(
                "Events for the webhook",
                Unit.PER_SECOND,
                "Events that were to be sent, by what became of them: sent, failed (refused, or not taken for too long), dropped (the queue was full, or the process ended).",
                "about failed and dropped ones: somebody was not told. The operator's log has the reason once.")
            .show(
                "{{result}}",
                "sum by (result) (rate(quorate_notifications_total[" + Query.READ + "]))"),
        Panel.lines(
                "Events that wait",
                Unit.COUNT,
                "Events in the queue; it holds as many as QUORATE_NOTIFY_QUEUE says.",
                "when it does not empty: the receiver is down or slow, and the oldest will be dropped.")
            .show("waiting", "max(quorate_notifications_waiting)"));
  }

  private static Section process() {
    return Section.of(
        "Process",
        Panel.lines(
                "Heap",
                Unit.BYTES,
                "Heap of the operator's JVM, used and largest.",
                "when what is used stays close to the largest: raise the memory limit (resources).")
            .show(
                "used {{pod}}",
                "sum by (job, instance, pod) (jvm_memory_used_bytes{area=\"heap\"})" + OURS)
            .show(
                "largest {{pod}}",
                "sum by (job, instance, pod) (jvm_memory_max_bytes{area=\"heap\"} > 0)" + OURS),
        Panel.lines(
                "Processor",
                Unit.SHARE,
                "Part of the processors that the container may use.",
                "when it stays near 100 %: looks take longer, and the lease may be lost.")
            .show("{{pod}} {{instance}}", "process_cpu_usage" + OURS),
        Panel.lines(
                "Threads",
                Unit.COUNT,
                "Threads of the operating system. Looks at ensembles use virtual ones, which do not count.",
                "about growth without an end.")
            .show("{{pod}} {{instance}}", "jvm_threads_live_threads" + OURS),
        Panel.lines(
                "Uptime",
                Unit.SECONDS,
                "Since when the process runs. Counters begin at 0 with it.",
                "when it begins again and again: kubectl logs --previous has the reason.")
            .show("{{pod}} {{instance}}", "process_uptime_seconds" + OURS));
  }
}
