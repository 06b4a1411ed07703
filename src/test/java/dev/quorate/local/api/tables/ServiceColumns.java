package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Services and what stands behind them. */
final class ServiceColumns {
  private ServiceColumns() {}

  static List<Column> services() {
    return List.of(
        Column.NAME,
        Column.field("Type", "/spec/type", "ClusterIP"),
        Column.field("Cluster-IP", "/spec/clusterIP", "<none>"),
        Column.text("External-IP", ServiceColumns::external),
        Column.text("Port(s)", ServiceColumns::ports),
        Column.AGE,
        Column.wide("Selector", s -> labels(s.at("/spec/selector"))));
  }

  static List<Column> endpoints() {
    return List.of(Column.NAME, Column.text("Endpoints", ServiceColumns::addresses), Column.AGE);
  }

  static List<Column> slices() {
    return List.of(
        Column.NAME,
        Column.field("AddressType", "/addressType", ""),
        Column.text("Ports", s -> texts(s.path("ports"), "port")),
        Column.text("Endpoints", ServiceColumns::sliceAddresses),
        Column.AGE);
  }

  /** Labels as {@code a=b,c=d}. */
  static String labels(JsonNode labels) {
    List<String> pairs = new ArrayList<>();
    labels.properties().forEach(l -> pairs.add(l.getKey() + "=" + l.getValue().asText()));
    return pairs.isEmpty() ? "<none>" : String.join(",", pairs);
  }

  private static String external(ObjectNode service) {
    String type = service.at("/spec/type").asText();
    JsonNode ingress = service.at("/status/loadBalancer/ingress/0");
    if (type.equals("LoadBalancer")) {
      return Column.value(ingress, "/ip", Column.value(ingress, "/hostname", "<pending>"));
    }
    return type.equals("ExternalName") ? service.at("/spec/externalName").asText() : "<none>";
  }

  private static String ports(ObjectNode service) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : service.at("/spec/ports")) {
      String node = port.has("nodePort") ? ":" + port.path("nodePort").asText() : "";
      ports.add(port.path("port").asText() + node + "/" + port.path("protocol").asText("TCP"));
    }
    return ports.isEmpty() ? "<none>" : String.join(",", ports);
  }

  private static String addresses(ObjectNode endpoints) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      for (JsonNode port : subset.path("ports")) {
        for (JsonNode address : subset.path("addresses")) {
          addresses.add(address.path("ip").asText() + ":" + port.path("port").asText());
        }
      }
    }
    return shortened(addresses);
  }

  private static String sliceAddresses(ObjectNode slice) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode endpoint : slice.path("endpoints")) {
      endpoint.path("addresses").forEach(a -> addresses.add(a.asText()));
    }
    return shortened(addresses);
  }

  private static String shortened(List<String> all) {
    if (all.isEmpty()) {
      return "<none>";
    }
    return all.size() <= 3
        ? String.join(",", all)
        : String.join(",", all.subList(0, 3)) + " + " + (all.size() - 3) + " more...";
  }

  private static String texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(i -> texts.add(i.path(field).asText()));
    return texts.isEmpty() ? "<unset>" : String.join(",", texts);
  }
}
