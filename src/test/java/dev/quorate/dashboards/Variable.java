package dev.quorate.dashboards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a person chooses above a dashboard.
 *
 * @param query the values that there are; empty for a choice of Prometheus servers
 * @param several whether more than one may be chosen, and all are at first
 */
record Variable(String name, String label, String query, boolean several) {
  static final Variable DATASOURCE = new Variable("datasource", "Prometheus", "", false);

  static Variable one(String name, String label, String query) {
    return new Variable(name, label, query, false);
  }

  static Variable some(String name, String label, String query) {
    return new Variable(name, label, query, true);
  }

  ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("name", name).put("label", label).put("hide", 0).put("skipUrlSync", false);
    json.put("multi", several).put("includeAll", several);
    json.putArray("options");
    json.put("regex", "");
    if (query.isEmpty()) {
      json.putObject("current");
      return json.put("type", "datasource").put("query", "prometheus").put("refresh", 1);
    }
    if (several) {
      json.put("allValue", ".*");
      var current = json.putObject("current").put("selected", true);
      current.putArray("text").add("All");
      current.putArray("value").add("$__all");
    } else {
      json.putObject("current");
    }
    json.put("type", "query").put("definition", query).put("refresh", 2).put("sort", 1);
    json.set("datasource", Panel.datasource());
    json.putObject("query").put("query", query).put("refId", "values");
    return json;
  }
}
