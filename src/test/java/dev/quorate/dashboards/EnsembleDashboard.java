package dev.quorate.dashboards;

import dev.quorate.dashboards.Dashboard.Section;
import java.util.List;

/** One ensemble: does it serve, what is wrong with it, and what do its members say? */
final class EnsembleDashboard {
  private static final String OF = "{namespace=\"$namespace\",cluster=\"$cluster\"}";

  /** A probe makes a handful of rounds a minute. */
  private static final String LONG_ENOUGH = "10m";

  private static final String PASSED =
      "sum by (member) (rate(quorate_probe_rounds_total%s[%s]))"
          .formatted(OF.replace("}", ",outcome=\"passed\"}"), LONG_ENOUGH);

  /** Members as their StatefulSets name them. */
  static final String PODS = "$cluster(-observer)?-[0-9]+";

  private static final MemberPanels MEMBERS =
      new MemberPanels("namespace=\"$namespace\",pod=~\"" + PODS + "\"");

  private EnsembleDashboard() {}

  static Variable namespace() {
    return Variable.one("namespace", "Namespace", "label_values(quorate_cluster_ready, namespace)");
  }

  static Variable cluster() {
    return Variable.one(
        "cluster",
        "Ensemble",
        "label_values(quorate_cluster_ready{namespace=\"$namespace\"}, cluster)");
  }

  static Dashboard dashboard() {
    return new Dashboard(
        "ensemble",
        "Ensemble",
        "One ensemble, as the operator sees it and as its members tell. kubectl describe zk has the words to it.",
        List.of(namespace(), cluster()),
        List.of(
            now(), wrong(), elections(), traffic(), probe(), sync(), disk(), clients(), data()));
  }

  private static String seen(String metric) {
    return "max(" + metric + OF + ")";
  }

  private static Section now() {
    return Section.of(
        "Now",
        Panel.number(
                "Ready",
                Unit.YES_NO,
                "Whether it is what its specification asks for, and serves.",
                "when it does not come back after a change; the condition Ready has the reason.")
            .in(Tone.ONE_IS_GOOD)
            .show("ready", seen("quorate_cluster_ready")),
        Panel.number(
                "Quorum",
                Unit.YES_NO,
                "Whether a leader with a majority was seen.",
                "when it is missing for longer than an election: nothing can be written (docs/runbooks/NoQuorum.md).")
            .in(Tone.ONE_IS_GOOD)
            .show("quorum", seen("quorate_cluster_quorum_available")),
        Panel.number(
                "Synced voters",
                Unit.COUNT,
                "Voters that are synced with the leader, and voters of the committed configuration.",
                "when one is missing for longer than a restart (docs/runbooks/MemberMissing.md).")
            .show("synced", seen("quorate_cluster_synced_voters"))
            .show("voters", seen("quorate_cluster_voters")),
        Panel.number(
                "May lose",
                Unit.COUNT,
                "Synced voters that may fail before writes stop.",
                "when it is 0 in an ensemble of three or more (docs/runbooks/OneFailureFromOutage.md).")
            .in(Tone.ONE_IS_GOOD)
            .show("may lose", seen("quorate_cluster_may_lose")),
        Panel.number(
                "Availability",
                Unit.SHARE,
                "Part of the time that is shown in which the operator saw a leader with a majority.",
                "when it is less than what you promise: 99.9 % is 43 minutes a month without writes.")
            .in(Tone.AVAILABILITY)
            .show(
                "available",
                "avg_over_time(" + seen("quorate_cluster_quorum_available") + "[$__range:1m])"),
        Panel.number(
                "Problems",
                Unit.COUNT,
                "How many rules of the diagnosis find something.",
                "when it is not 0; they stand below.")
            .in(Tone.ZERO_IS_CALM)
            .show(
                "problems",
                "count(max by (rule) (quorate_cluster_problem" + OF + ") == 1) or vector(0)"));
  }

  private static Section wrong() {
    return Section.of(
        "What is wrong, and what it waits for",
        Panel.stripes(
                "Quorum and readiness",
                Unit.YES_NO,
                "When it had a quorum and when it was ready.",
                "about gaps in the quorum that no change and no failure explains.")
            .in(Tone.ONE_IS_GOOD)
            .show("quorum", seen("quorate_cluster_quorum_available"))
            .show("ready", seen("quorate_cluster_ready")),
        Panel.stripes(
                "Problems by rule",
                Unit.YES_NO,
                "When each rule of the diagnosis found something. Each has a page in docs/runbooks.",
                "about those that last; kubectl describe zk says which one is the cause of the others.")
            .in(Tone.SHOWN_IS_BAD)
            .show("{{rule}}", "max by (rule) (quorate_cluster_problem" + OF + ")"),
        Panel.stripes(
                "Waiting, by reason",
                Unit.YES_NO,
                "Why the next disruptive step had to wait. Windows, turns and approvals are meant to make it wait.",
                "about reasons that nobody has asked for; docs/troubleshooting.md has all of them.")
            .in(Tone.SHOWN_IS_BAD)
            .show("{{reason}}", "max by (reason) (quorate_cluster_blocked" + OF + ")"));
  }

  private static Section elections() {
    return Section.of(
        "Elections and changes",
        Panel.bars(
                "Elections",
                Unit.COUNT,
                "Elections that the operator saw, by whether it took the leader away itself (once in each rolling change).",
                "about those that were not planned (docs/runbooks/LeaderFlapping.md); status.leaderHistory has their causes.")
            .show(
                "planned: {{planned}}",
                Query.growth("planned", "quorate_cluster_elections_total" + OF, "$__interval")),
        Panel.bars(
                "Disruptive actions of the operator",
                Unit.COUNT,
                "What it did that can disturb a member, by kind.",
                "when there are some although nobody has asked for a change and no member has failed.")
            .show(
                "{{action}}",
                Query.growth("action", "quorate_disruptive_actions_total" + OF, "$__interval")),
        MEMBERS.elections(),
        MEMBERS.withoutLeader());
  }

  private static Section traffic() {
    return Section.of(
        "Throughput and latency",
        MEMBERS.requests(),
        MEMBERS.writes(),
        MEMBERS.writeLatency(),
        MEMBERS.readLatency(),
        MEMBERS.outstanding(),
        MEMBERS.refused());
  }

  private static Section probe() {
    return Section.of(
        "Performance probe",
        Panel.lines(
                "Availability, as a client sees it",
                Unit.SHARE,
                "Part of the probe's rounds through each member that passed. Empty unless spec.diagnosis.performanceProbe is on.",
                "when a member that nobody restarts is below 100 %, or all of them at once.")
            .show(
                "{{member}}",
                "%s / sum by (member) (%s)"
                    .formatted(
                        PASSED, "rate(quorate_probe_rounds_total" + OF + "[" + LONG_ENOUGH + "])")),
        probed("Writes of the probe (99 %)", "write", "a create or a delete")
            .limitOf("SlowWrites", 0.001),
        probed("Reads of the probe (99 %)", "read", "a sync and the read after it"),
        probed("Watches of the probe (99 %)", "watch", "the news of a delete, after it was sent"));
  }

  private static Panel probed(String title, String operation, String what) {
    return Panel.lines(
            title,
            Unit.SECONDS,
            "How long the slowest of a hundred took through each member: %s, with the network between operator and member."
                .formatted(what),
            "when one member is slower than the others, or all are slower than before.")
        .show(
            "{{member}}",
            "histogram_quantile(0.99, sum by (le, member) (rate(quorate_probe_seconds_bucket%s[%s])))"
                .formatted(OF.replace("}", ",operation=\"" + operation + "\"}"), LONG_ENOUGH));
  }

  private static Section sync() {
    return Section.of(
        "Data sync",
        Panel.lines(
                "Voters",
                Unit.COUNT,
                "Voters of the committed configuration, those that are synced with the leader, and how many of them may fail.",
                "when fewer are synced than there are, for longer than a restart.")
            .show("voters", seen("quorate_cluster_voters"))
            .show("synced", seen("quorate_cluster_synced_voters"))
            .show("may lose", seen("quorate_cluster_may_lose")),
        MEMBERS.synced(),
        MEMBERS.copies(),
        MEMBERS.syncTime(),
        MEMBERS.propagation(),
        MEMBERS.pendingSyncs());
  }

  private static Section disk() {
    return Section.of(
        "Disk and memory",
        MEMBERS.logDisk(),
        VolumePanel.of(PODS),
        MEMBERS.snapshots(),
        MEMBERS.heap());
  }

  private static Section clients() {
    return Section.of(
        "Clients",
        MEMBERS.connections(),
        MEMBERS.newConnections(),
        MEMBERS.sessions(),
        MEMBERS.expired());
  }

  private static Section data() {
    return Section.of(
        "Data", MEMBERS.znodes(), MEMBERS.data(), MEMBERS.ephemerals(), MEMBERS.watches());
  }
}
