package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code kubectl get}, {@code scale} and discovery see. */
final class Surface {
  private static final String READY = ".status.conditions[?(@.type==\"Ready\")].";

  private Surface() {}

  static void apply(ObjectNode crd, ObjectNode version, ObjectNode schema) {
    ObjectNode names = (ObjectNode) crd.at("/spec/names");
    names.putArray("categories").add("zookeeper");
    names.put("listKind", "ZookeeperClusterList");
    columns(version.putArray("additionalPrinterColumns"));
    ObjectNode subresources = version.putObject("subresources");
    subresources.putObject("status");
    subresources
        .putObject("scale")
        .put("specReplicasPath", ".spec.replicas")
        .put("statusReplicasPath", ".status.replicas")
        .put("labelSelectorPath", ".status.selector");
    schema.putArray("required").add("spec");
  }

  private static void columns(ArrayNode columns) {
    column(columns, "Ready", ".status.ready", 0);
    column(columns, "Leader", ".status.quorum.leader", 0);
    column(columns, "Version", ".status.version", 0);
    column(columns, "Status", READY + "reason", 0);
    columns
        .addObject()
        .put("name", "Age")
        .put("type", "date")
        .put("jsonPath", ".metadata.creationTimestamp");
    column(columns, "Quorum", ".status.quorum.summary", 1);
    column(columns, "Revision", ".status.rollout.revision", 1);
    column(columns, "Endpoint", ".status.endpoint", 1);
    column(columns, "Message", READY + "message", 1);
  }

  private static void column(ArrayNode columns, String name, String path, int priority) {
    ObjectNode column =
        columns.addObject().put("name", name).put("type", "string").put("jsonPath", path);
    if (priority > 0) {
      column.put("priority", priority);
    }
  }
}
