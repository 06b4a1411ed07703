package dev.quorate.dashboards;

/** How full volumes are, as the kubelet says. */
final class VolumePanel {
  private VolumePanel() {}

  /**
   * @param pods names of members, as a regular expression
   */
  static Panel of(String pods) {
    return Panel.lines(
            "Volumes",
            Unit.SHARE,
            "How much of each volume is used. It is the kubelet that tells: empty where Prometheus does not scrape kubelets.",
            "when it grows without an end: ZooKeeper keeps three snapshots and their logs unless spec.config says otherwise.")
        .limitOf("DiskFilling", 0.01)
        .show(
            "{{persistentvolumeclaim}}",
            claims("kubelet_volume_stats_used_bytes", pods)
                + " / "
                + claims("kubelet_volume_stats_capacity_bytes", pods));
  }

  private static String claims(String metric, String pods) {
    return "max by (persistentvolumeclaim) (%s{namespace=\"$namespace\",persistentvolumeclaim=~\"(data|datalog)-%s\"})"
        .formatted(metric, pods);
  }
}
