package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventSeries;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Events about a cluster and what belongs to it, the oldest first. */
final class ClusterEvents {
  private ClusterEvents() {}

  static String text(Connection connection, ZookeeperCluster cluster) {
    var name = cluster.getMetadata().getName();
    List<Event> events =
        connection
            .client()
            .events()
            .v1()
            .events()
            .inNamespace(connection.namespace())
            .list()
            .getItems();
    var lines =
        events.stream()
            .filter(e -> e.getRegarding() != null && isAbout(e.getRegarding().getName(), name))
            .sorted(Comparator.comparing(ClusterEvents::time))
            .map(ClusterEvents::line)
            .toList();
    return lines.isEmpty() ? "none\n" : Lines.text(lines);
  }

  /** By names, because what it is about may be gone; another cluster may begin with this name. */
  private static boolean isAbout(String object, String cluster) {
    return object != null
        && object.matches(
            "(data-|datalog-)?%1$s(-observer)?(-\\d+)?|%1$s-(observer-client|members|client|membership|connection|superuser|config-\\w+)"
                .formatted(cluster));
  }

  /** Of a series when it was seen last. */
  private static String time(Event event) {
    return Optional.ofNullable(event.getSeries())
        .map(EventSeries::getLastObservedTime)
        .or(() -> Optional.ofNullable(event.getEventTime()))
        .map(MicroTime::getTime)
        .or(() -> Optional.ofNullable(event.getDeprecatedLastTimestamp()))
        .or(() -> Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
        .orElse("");
  }

  private static String line(Event event) {
    return "%s %s %s %s/%s: %s"
        .formatted(
            time(event),
            event.getType(),
            event.getReason(),
            event.getRegarding().getKind(),
            event.getRegarding().getName(),
            Objects.toString(event.getNote(), ""));
  }
}
