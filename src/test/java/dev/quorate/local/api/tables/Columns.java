package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.Target;
import java.util.ArrayList;
import java.util.List;

/** The columns of each kind. */
final class Columns {
  private Columns() {}

  static List<Column> of(Target target) {
    return target
        .version()
        .definition()
        .map(CustomColumns::of)
        .orElseGet(() -> builtIn(target.type().names().kind()));
  }

  private static List<Column> builtIn(String kind) {
    return switch (kind) {
      case "Pod" -> PodColumns.all();
      case "Service" -> ServiceColumns.services();
      case "Endpoints" -> ServiceColumns.endpoints();
      case "EndpointSlice" -> ServiceColumns.slices();
      case "PersistentVolumeClaim" -> StorageColumns.claims();
      case "PersistentVolume" -> StorageColumns.volumes();
      case "StorageClass" -> StorageColumns.classes();
      case "Event" -> EventColumns.all();
      case "StatefulSet" -> statefulSets();
      case "PodDisruptionBudget" -> budgets();
      case "Node" -> nodes();
      case "Namespace" -> withAge(Column.field("Status", "/status/phase", ""));
      case "ConfigMap" -> withAge(Column.text("Data", Columns::size));
      case "Secret" ->
          withAge(Column.field("Type", "/type", "Opaque"), Column.text("Data", Columns::size));
      case "Lease" -> withAge(Column.field("Holder", "/spec/holderIdentity", ""));
      case "ControllerRevision" ->
          withAge(
              Column.text("Controller", Columns::controller),
              Column.field("Revision", "/revision", ""));
      case "CustomResourceDefinition" ->
          List.of(Column.NAME, Column.field("Created At", "/metadata/creationTimestamp", ""));
      default -> withAge();
    };
  }

  private static List<Column> withAge(Column... between) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.NAME);
    columns.addAll(List.of(between));
    columns.add(Column.AGE);
    return columns;
  }

  private static List<Column> statefulSets() {
    return List.of(
        Column.NAME,
        Column.text(
            "Ready",
            s -> s.at("/status/readyReplicas").asInt(0) + "/" + s.at("/spec/replicas").asInt(0)),
        Column.AGE,
        Column.wide("Containers", s -> containers(s, "name")),
        Column.wide("Images", s -> containers(s, "image")));
  }

  private static List<Column> budgets() {
    return List.of(
        Column.NAME,
        Column.field("Min Available", "/spec/minAvailable", "N/A"),
        Column.field("Max Unavailable", "/spec/maxUnavailable", "N/A"),
        Column.field("Allowed Disruptions", "/status/disruptionsAllowed", "0"),
        Column.AGE);
  }

  private static List<Column> nodes() {
    return List.of(
        Column.NAME,
        Column.text("Status", Columns::nodeStatus),
        Column.text("Roles", n -> "<none>"),
        Column.AGE,
        Column.field("Version", "/status/nodeInfo/kubeletVersion", ""),
        Column.wide("Internal-IP", n -> Column.value(n, "/status/addresses/0/address", "<none>")));
  }

  private static String nodeStatus(ObjectNode node) {
    String status = "Unknown";
    for (JsonNode condition : node.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        status = condition.path("status").asText().equals("True") ? "Ready" : "NotReady";
      }
    }
    boolean cordoned = node.at("/spec/unschedulable").asBoolean();
    return cordoned ? status + ",SchedulingDisabled" : status;
  }

  private static String containers(ObjectNode set, String field) {
    List<String> values = new ArrayList<>();
    set.at("/spec/template/spec/containers").forEach(c -> values.add(c.path(field).asText()));
    return String.join(",", values);
  }

  private static String size(ObjectNode object) {
    return Integer.toString(object.path("data").size() + object.path("binaryData").size());
  }

  private static String controller(ObjectNode revision) {
    for (JsonNode owner : revision.at("/metadata/ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return "statefulset.apps/" + owner.path("name").asText();
      }
    }
    return "<none>";
  }
}
