package dev.quorate.scenario;

import dev.quorate.api.ZookeeperCluster;
import java.util.List;
import java.util.stream.Collectors;

/** What one wants to read first when a story does not come to its end. */
final class Diagnosis {
  private static final int LINES = 25;

  private Diagnosis() {}

  static String of(RunningCluster cluster) {
    var text = new StringBuilder("operator:\n").append(end(cluster.operator().lines()));
    for (var resource :
        cluster.local().client().resources(ZookeeperCluster.class).list().getItems()) {
      var name = resource.getMetadata().getName();
      text.append("\nstatus of ")
          .append(name)
          .append(": ")
          .append(resource.getStatus())
          .append('\n');
      var members = cluster.members(name);
      for (var pod : members.pods()) {
        text.append('\n').append(pod).append(' ').append(members.mode(pod)).append(":\n");
        text.append(end(members.log(pod)));
      }
    }
    return text.toString();
  }

  private static String end(List<String> lines) {
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining());
  }
}
