package dev.quorate.dashboards;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What dashboards ask Prometheus, with something chosen. */
public final class DashboardQueries {
  /** Panels about what does not happen in an ensemble at rest, or in its first minutes. */
  private static final Set<String> EVENTS =
      Set.of(
          "Problems by rule",
          "Problems now",
          "Waiting by reason",
          "Waiting, by reason",
          "Without quorum",
          "Elections",
          "Disruptive actions",
          "Disruptive actions of the operator",
          "Duration of elections",
          "Time to sync with the leader",
          "Time to write a snapshot",
          "Requests that were refused or failed",
          "Volumes");

  private DashboardQueries() {}

  /**
   * A panel with something chosen.
   *
   * @param name where it is, for a person
   */
  public record Asked(String name, List<String> expressions) {
    public Asked {
      expressions = List.copyOf(expressions);
    }
  }

  /** All panels. */
  public static List<Asked> all(String namespace, String cluster, String member) {
    return panels(namespace, cluster, member, _ -> true);
  }

  /**
   * Those that show something although nothing happens but reads and writes, and nobody has turned
   * the performance probe on.
   */
  public static List<Asked> atRest(String namespace, String cluster, String member) {
    return panels(namespace, cluster, member, p -> !EVENTS.contains(p.title()) && !asksTheProbe(p));
  }

  private static boolean asksTheProbe(Panel panel) {
    return panel.queries().stream().anyMatch(q -> q.expression().contains("quorate_probe_"));
  }

  private static List<Asked> panels(
      String namespace, String cluster, String member, Predicate<Panel> which) {
    return Dashboards.all().stream()
        .flatMap(dashboard ->
            dashboard.panels().stream()
                .filter(which)
                .map(panel ->
                    new Asked(
                        dashboard.title() + ", " + panel.title(),
                        panel.queries().stream()
                            .map(q -> new Expression(q.expression()))
                            .map(e -> e.filledIn(namespace, cluster, member))
                            .toList())))
        .toList();
  }
}
