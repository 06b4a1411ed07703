package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Meta;
import java.util.List;

/** Pods: how many containers are ready, and in one word what is the matter. */
final class PodColumns {
  private PodColumns() {}

  static List<Column> all() {
    return List.of(
        Column.NAME,
        Column.text("Ready", PodColumns::ready),
        Column.text("Status", PodColumns::status),
        Column.text("Restarts", PodColumns::restarts),
        Column.AGE,
        Column.wide("IP", p -> Column.value(p, "/status/podIP", "<none>")),
        Column.wide("Node", p -> Column.value(p, "/spec/nodeName", "<none>")),
        Column.wide("Nominated Node", p -> "<none>"),
        Column.wide("Readiness Gates", p -> "<none>"));
  }

  private static String ready(ObjectNode pod) {
    int ready = 0;
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      ready += container.path("ready").asBoolean() ? 1 : 0;
    }
    return ready + "/" + pod.at("/spec/containers").size();
  }

  private static String status(ObjectNode pod) {
    if (Meta.of(pod).terminating()) {
      return pod.at("/status/reason").asText().equals("NodeLost") ? "Unknown" : "Terminating";
    }
    String init = initializing(pod);
    if (!init.isEmpty()) {
      return init;
    }
    String status = Column.value(pod, "/status/reason", pod.at("/status/phase").asText("Unknown"));
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      String reason = reason(container);
      status = reason.isEmpty() ? status : reason;
    }
    return status;
  }

  private static String initializing(ObjectNode pod) {
    int done = 0;
    for (JsonNode container : pod.at("/status/initContainerStatuses")) {
      JsonNode terminated = container.at("/state/terminated");
      if (terminated.isMissingNode() || terminated.path("exitCode").asInt() != 0) {
        String reason = reason(container);
        boolean plain = reason.isEmpty() || reason.equals("PodInitializing");
        int all = pod.at("/spec/initContainers").size();
        return "Init:" + (plain ? done + "/" + all : reason);
      }
      done++;
    }
    return "";
  }

  private static String reason(JsonNode container) {
    String waiting = container.at("/state/waiting/reason").asText("");
    JsonNode terminated = container.at("/state/terminated");
    if (!waiting.isEmpty() || terminated.isMissingNode()) {
      return waiting;
    }
    String reason = terminated.path("reason").asText("");
    if (!reason.isEmpty()) {
      return reason;
    }
    int signal = terminated.path("signal").asInt(0);
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
  }

  private static String restarts(ObjectNode pod) {
    int restarts = 0;
    String last = "";
    for (JsonNode container : pod.at("/status/containerStatuses")) {
      restarts += container.path("restartCount").asInt();
      String finished = container.at("/lastState/terminated/finishedAt").asText("");
      last = finished.compareTo(last) > 0 ? finished : last;
    }
    return restarts == 0 || last.isEmpty()
        ? Integer.toString(restarts)
        : restarts + " (" + HumanDuration.since(last) + " ago)";
  }
}
