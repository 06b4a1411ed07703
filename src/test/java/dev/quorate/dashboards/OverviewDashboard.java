package dev.quorate.dashboards;

import dev.quorate.dashboards.Dashboard.Section;
import java.util.List;

/** All ensembles at a glance: which of them needs somebody? */
final class OverviewDashboard {
  private static final String OF = "{namespace=~\"$namespace\"}";
  private static final String EACH = "max by (namespace, cluster) ";
  private static final String NAME = "{{namespace}}/{{cluster}}";

  private OverviewDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "overview",
        "Overview",
        "All ensembles that the operator looks after. A click on an ensemble leads to its own dashboard.",
        List.of(
            Variable.some(
                "namespace", "Namespace", "label_values(quorate_cluster_ready, namespace)")),
        List.of(now(), wrong(), available(), changes(), load()));
  }

  private static String count(String condition) {
    return "count(" + condition + ") or vector(0)";
  }

  private static String each(String metric) {
    return EACH + "(" + metric + OF + ")";
  }

  private static Section now() {
    return Section.of(
        "Now",
        Panel.number(
                "Ensembles",
                Unit.COUNT,
                "How many ensembles the operator looks after.",
                "when there are fewer than you made, or none: then the operator does not act or is not scraped.")
            .show("ensembles", count(each("quorate_cluster_ready"))),
        Panel.number(
                "Not ready",
                Unit.COUNT,
                "Ensembles that are not what their specification asks for, or do not serve. One that is being changed counts.",
                "when it does not go back to 0 after a change.")
            .in(Tone.ZERO_IS_CALM)
            .show("not ready", count(each("quorate_cluster_ready") + " == 0")),
        Panel.number(
                "Without quorum",
                Unit.COUNT,
                "Ensembles without a leader that a majority follows: nothing can be written there.",
                "at once; an election takes seconds only.")
            .in(Tone.ZERO_IS_GOOD)
            .show("without quorum", count(each("quorate_cluster_quorum_available") + " == 0")),
        Panel.number(
                "No failure to spare",
                Unit.COUNT,
                "Ensembles that stop writing when one more voter fails, or of which that is unknown. One voter alone always counts.",
                "when it lasts longer than a restart.")
            .in(Tone.ZERO_IS_CALM)
            .show("no failure to spare", count(each("quorate_cluster_may_lose") + " == 0")),
        Panel.number(
                "With problems",
                Unit.COUNT,
                "Ensembles of which the diagnosis says that something is wrong.",
                "when it is not 0; the table below says what.")
            .in(Tone.ZERO_IS_CALM)
            .show("with problems", count(each("quorate_cluster_problem") + " == 1")),
        Panel.number(
                "Waiting",
                Unit.COUNT,
                "Ensembles whose next disruptive step waits for something.",
                "when nobody knows what it waits for.")
            .in(Tone.ZERO_IS_CALM)
            .show("waiting", count(each("quorate_cluster_blocked") + " == 1")),
        table());
  }

  private static Panel table() {
    return Panel.table(
            "Each ensemble",
            "One line for each ensemble. A voter that is not synced does not count for the quorum; what may be lost is how many synced voters may fail before writes stop.",
            "about lines without quorum first, then about those that may lose none.")
        .column("ready", Unit.YES_NO, each("quorate_cluster_ready"))
        .column("quorum", Unit.YES_NO, each("quorate_cluster_quorum_available"))
        .column("voters", Unit.COUNT, each("quorate_cluster_voters"))
        .column("synced", Unit.COUNT, each("quorate_cluster_synced_voters"))
        .column("may lose", Unit.COUNT, each("quorate_cluster_may_lose"))
        .column(
            "connections",
            Unit.COUNT,
            "sum by (namespace, cluster) (max by (namespace, cluster, member) (quorate_member_connections"
                + OF
                + "))");
  }

  private static Section wrong() {
    return Section.of(
        "What is wrong",
        Panel.bars(
                "Problems by rule",
                Unit.COUNT,
                "How many ensembles each rule of the diagnosis finds something about. Each rule has a page in docs/runbooks.",
                "when many ensembles have the same problem at once: look for what they share (nodes, storage, network).")
            .show(
                "{{rule}}",
                "sum by (rule) (max by (namespace, cluster, rule) (quorate_cluster_problem"
                    + OF
                    + "))"),
        Panel.bars(
                "Waiting by reason",
                Unit.COUNT,
                "Why next disruptive steps wait, and in how many ensembles. Windows, turns and approvals are meant to make them wait.",
                "about reasons that nobody has asked for; docs/troubleshooting.md has all of them.")
            .show(
                "{{reason}}",
                "sum by (reason) (max by (namespace, cluster, reason) (quorate_cluster_blocked"
                    + OF
                    + "))"),
        Panel.table(
                "Problems now",
                "Every problem of every ensemble.",
                "about what is critical first; kubectl describe zk names the member, the cause and the next command.")
            .show(
                "there",
                "max by (namespace, cluster, rule) (quorate_cluster_problem" + OF + ") == 1"));
  }

  private static Section available() {
    return Section.of(
        "Availability",
        Panel.stripes(
                "Without quorum",
                Unit.YES_NO,
                "When ensembles had no quorum; those that always had one are not shown.",
                "about every stripe that is longer than an election, which takes seconds.")
            .in(Tone.ONE_IS_GOOD)
            .show(NAME, each("quorate_cluster_quorum_available") + " == 0"),
        Panel.lines(
                "Lowest availability",
                Unit.SHARE,
                "The ten ensembles that had a quorum for the least part of the time that is shown, as the operator saw it.",
                "when it is less than what you promise: 99.9 % is 43 minutes a month without writes.")
            .show(
                NAME,
                "bottomk(10, avg_over_time("
                    + each("quorate_cluster_quorum_available")
                    + "[$__range:1m]))"),
        Panel.bars(
                "Elections",
                Unit.COUNT,
                "Elections that the operator saw, by whether it took the leader away itself (once in each rolling change).",
                "about those that were not planned: each stops writes for seconds. The leader history in status has the cause.")
            .show(
                "planned: {{planned}}",
                Query.growth("planned", "quorate_cluster_elections_total" + OF, "$__interval")));
  }

  private static Section changes() {
    return Section.of(
        "Changes",
        Panel.lines(
                "Ensembles being changed",
                Unit.COUNT,
                "How many ensembles are being changed, and how many may be at the same time. The others wait for their turn.",
                "when the limit is reached for hours: a change that does not come to its end holds a turn.")
            .show("changing", "max(quorate_changing_clusters)")
            .show("limit", "max(quorate_changing_clusters_limit)"),
        Panel.bars(
                "Disruptive actions",
                Unit.COUNT,
                "What the operator did that can disturb a member, by kind.",
                "when there are some although nobody has asked for a change and no member has failed.")
            .show(
                "{{action}}",
                Query.growth("action", "quorate_disruptive_actions_total" + OF, "$__interval")));
  }

  private static Section load() {
    return Section.of(
        "Load",
        Panel.lines(
                "Most connections",
                Unit.COUNT,
                "Client connections of the ten ensembles that have the most.",
                "about sudden drops (clients were thrown out) and about growth without an end (a client that leaks them).")
            .show(
                NAME,
                "topk(10, sum by (namespace, cluster) (max by (namespace, cluster, member) (quorate_member_connections"
                    + OF
                    + ")))"),
        Panel.lines(
                "Highest average latency",
                Unit.SECONDS,
                "Average latency of the slowest member since its server started, of the ten slowest ensembles. It moves slowly; the dashboard of a member has recent figures.",
                "when one ensemble is far slower than those like it.")
            .show(NAME, "topk(10, " + each("quorate_member_latency_seconds") + ")"),
        Panel.lines(
                "Most outstanding requests",
                Unit.COUNT,
                "Requests that the busiest member has not answered yet, of the ten ensembles that have the most.",
                "when it stays above 0: the members do not keep up.")
            .limitOf("RequestQueue")
            .show(NAME, "topk(10, " + each("quorate_member_outstanding_requests") + ")"),
        Panel.lines(
                "Most znodes",
                Unit.COUNT,
                "Znodes of the ten largest ensembles.",
                "about growth without an end: somebody does not delete what it creates.")
            .limitOf("TooManyNodes")
            .show(NAME, "topk(10, " + each("quorate_member_znodes") + ")"));
  }
}
