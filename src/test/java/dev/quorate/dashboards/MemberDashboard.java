package dev.quorate.dashboards;

import dev.quorate.dashboards.Dashboard.Section;
import java.util.List;

/** One member, by ZooKeeper's own figures. */
final class MemberDashboard {
  private static final String OF = "namespace=\"$namespace\",pod=\"$member\"";
  private static final MemberPanels MEMBER = new MemberPanels(OF);

  private MemberDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "member",
        "Member",
        "One member, by the figures that the ZooKeeper server itself gives at port 7000. Scrape it with the PodMonitor of chart zookeeper-cluster.",
        List.of(
            EnsembleDashboard.namespace(),
            EnsembleDashboard.cluster(),
            Variable.one(
                "member",
                "Member",
                "label_values(looking_count{namespace=\"$namespace\",pod=~\""
                    + EnsembleDashboard.PODS
                    + "\"}, pod)")),
        List.of(now(), traffic(), sync(), disk(), clients(), data(), process()));
  }

  private static String now(String metric) {
    return "max(" + metric + "{" + OF + "})";
  }

  private static Section now() {
    return Section.of(
        "Now",
        Panel.number(
                "Leads",
                Unit.YES_NO,
                "Whether it leads: only a leader counts followers.",
                "when more than one member says yes for longer than an election.")
            .show("leads", "count(learners{" + OF + "}) or vector(0)"),
        Panel.number(
                "Serves since",
                Unit.MILLISECONDS,
                "How long it has served. It begins at 0 after each election.",
                "when it begins again and again.")
            .show("serves", now("uptime")),
        Panel.number(
                "Connections",
                Unit.COUNT,
                "Clients that are connected.",
                "when it has many more or many fewer than the others.")
            .show("connections", now("num_alive_connections")),
        Panel.number(
                "Outstanding",
                Unit.COUNT,
                "Requests that were not answered yet.",
                "when it does not go back to about 0.")
            .limitOf("RequestQueue")
            .show("outstanding", now("outstanding_requests")),
        Panel.number(
                "Slowest request",
                Unit.MILLISECONDS,
                "The longest that a request took since the server started.",
                "when it is seconds: its sessions may have been lost.")
            .show("slowest", now("max_latency")),
        Panel.number(
                "Average request",
                Unit.MILLISECONDS,
                "The average time of a request since the server started.",
                "when it is far above that of the others.")
            .show("average", now("avg_latency")));
  }

  private static Section traffic() {
    return Section.of(
        "Throughput and latency",
        MEMBER.requests(),
        MEMBER.answers(),
        MEMBER.writes(),
        MEMBER.traffic(),
        MEMBER.writeLatency(),
        MEMBER.readLatency(),
        MEMBER.writePath(),
        MEMBER.outstanding(),
        MEMBER.refused());
  }

  private static Section sync() {
    return Section.of(
        "Elections and data sync",
        MEMBER.elections(),
        MEMBER.withoutLeader(),
        MEMBER.propagation(),
        MEMBER.syncTime(),
        MEMBER.synced(),
        MEMBER.copies(),
        MEMBER.pendingSyncs(),
        MEMBER.integrity());
  }

  private static Section disk() {
    return Section.of("Disk", MEMBER.logDisk(), MEMBER.snapshots(), VolumePanel.of("$member"));
  }

  private static Section clients() {
    return Section.of(
        "Clients",
        MEMBER.connections(),
        MEMBER.newConnections(),
        MEMBER.sessions(),
        MEMBER.expired(),
        MEMBER.credentials());
  }

  private static Section data() {
    return Section.of(
        "Data and watches",
        MEMBER.znodes(),
        MEMBER.data(),
        MEMBER.ephemerals(),
        MEMBER.watches(),
        MEMBER.firedWatches());
  }

  private static Section process() {
    return Section.of(
        "Process", MEMBER.heap(), MEMBER.pauses(), MEMBER.processor(), MEMBER.files());
  }
}
