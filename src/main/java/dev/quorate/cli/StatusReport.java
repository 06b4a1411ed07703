package dev.quorate.cli;

import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.Probed;
import java.util.List;

/** The status screen for programs: what the operator tells, and what members say themselves. */
record StatusReport(
    String namespace, String name, ZookeeperClusterStatus status, List<MemberReport> members) {

  /**
   * One member.
   *
   * @param zxid hexadecimal
   * @param unknown why the member did not say anything
   */
  record MemberReport(
      String name,
      String pod,
      String mode,
      String zxid,
      Long behind,
      Double averageLatencyMillis,
      Double maxLatencyMillis,
      Long connections,
      Long outstanding,
      Long diskUsedBytes,
      Long diskSizeBytes,
      String unknown) {}

  static StatusReport of(ClusterFacts facts) {
    var members = facts.memberNames().stream().map(name -> member(facts, name)).toList();
    return new StatusReport(facts.namespace(), facts.name(), facts.status().orElse(null), members);
  }

  private static MemberReport member(ClusterFacts facts, String name) {
    var pod = facts.pod(name).map(SeenPod::text).orElse(null);
    return switch (facts.live().get(name)) {
      case null -> silent(name, pod, null);
      case Probed.Unknown<LiveMember>(String why) -> silent(name, pod, why);
      case Probed.Known<LiveMember>(LiveMember live) -> live(facts, name, pod, live);
    };
  }

  private static MemberReport silent(String name, String pod, String why) {
    return new MemberReport(name, pod, null, null, null, null, null, null, null, null, null, why);
  }

  private static MemberReport live(ClusterFacts facts, String name, String pod, LiveMember live) {
    var sizes = facts.volumes().getOrDefault(name, VolumeSizes.UNKNOWN);
    var disk = DiskUse.of(live, sizes);
    return new MemberReport(
        name,
        pod,
        live.mode().name(),
        Long.toHexString(live.zxid()),
        facts.leader().filter(l -> l.epoch() == live.epoch()).map(live::behind).orElse(null),
        live.latency().average(),
        live.latency().max(),
        live.connections(),
        live.outstanding(),
        disk.map(use -> (long) use.used()).orElse(null),
        disk.filter(use -> use.size().isPresent())
            .map(use -> (long) use.size().getAsDouble())
            .orElse(null),
        null);
  }
}
