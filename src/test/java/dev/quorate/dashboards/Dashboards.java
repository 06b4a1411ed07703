package dev.quorate.dashboards;

import java.nio.file.Path;
import java.util.List;

/** All dashboards of the chart. */
public final class Dashboards {
  /** Where the chart has them. */
  public static final Path FOLDER = Path.of("helm/quorate/files/dashboards");

  private Dashboards() {}

  static List<Dashboard> all() {
    return List.of(
        OverviewDashboard.dashboard(),
        EnsembleDashboard.dashboard(),
        MemberDashboard.dashboard(),
        OperatorDashboard.dashboard());
  }
}
