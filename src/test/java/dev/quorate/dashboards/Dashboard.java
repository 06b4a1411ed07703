package dev.quorate.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A dashboard of Grafana.
 *
 * @param name of its file, and the end of its uid, by which others link to it
 * @param variables beside the choice of a Prometheus server
 */
record Dashboard(
    String name,
    String title,
    String description,
    List<Variable> variables,
    List<Section> sections) {
  /** Of Grafana 10.4; later ones bring it up to date by themselves. */
  static final int SCHEMA = 39;

  private static final String TAG = "quorate";
  private static final int COLUMNS = 24;

  /** Panels under a heading. */
  record Section(String title, List<Panel> panels) {
    static Section of(String title, Panel... panels) {
      return new Section(title, List.of(panels));
    }
  }

  Dashboard {
    variables = List.copyOf(variables);
    sections = List.copyOf(sections);
  }

  String uid() {
    return TAG + "-" + name;
  }

  String file() {
    return name + ".json";
  }

  List<Panel> panels() {
    return sections.stream().flatMap(s -> s.panels().stream()).toList();
  }

  String text() {
    var printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(json()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("uid", uid()).put("title", "Quorate / " + title).put("description", description);
    json.putArray("tags").add(TAG).add("zookeeper");
    json.put("schemaVersion", SCHEMA).put("version", 1).put("editable", true);
    json.put("graphTooltip", 1).put("refresh", "30s").put("timezone", "");
    json.putObject("time").put("from", "now-6h").put("to", "now");
    link(json.putArray("links").addObject());
    var list = json.putObject("templating").putArray("list");
    list.add(Variable.DATASOURCE.json());
    variables.forEach(v -> list.add(v.json()));
    json.putObject("annotations").putArray("list");
    place(json.putArray("panels"));
    return json;
  }

  /** To the others, with what was chosen here. */
  private static void link(ObjectNode link) {
    link.put("type", "dashboards").put("title", "Quorate").put("icon", "external link");
    link.put("asDropdown", true).put("includeVars", true).put("keepTime", true);
    link.putArray("tags").add(TAG);
  }

  /** From left to right, a new line where there is no room, a heading above each section. */
  private void place(ArrayNode json) {
    int y = 0;
    for (Section section : sections) {
      heading(json.addObject(), json.size(), section.title(), y);
      y++;
      int x = 0;
      int height = 0;
      for (Panel panel : section.panels()) {
        if (x + panel.look().width() > COLUMNS) {
          x = 0;
          y += height;
          height = 0;
        }
        json.add(panel.json(json.size() + 1, x, y));
        x += panel.look().width();
        height = Math.max(height, panel.look().height());
      }
      y += height;
    }
  }

  private static void heading(ObjectNode json, int id, String title, int y) {
    json.put("id", id).put("type", "row").put("title", title).put("collapsed", false);
    json.putObject("gridPos").put("x", 0).put("y", y).put("w", COLUMNS).put("h", 1);
    json.putArray("panels");
  }
}
