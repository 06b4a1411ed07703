package dev.quorate.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a panel shows its numbers. */
enum Look {
  LINES("timeseries", 12, 8),
  /** What happened in each span of time, on top of one another. */
  BARS("timeseries", 12, 8),
  NUMBER("stat", 4, 4),
  /** A stripe of colour for each series. */
  STRIPES("state-timeline", 24, 7),
  TABLE("table", 24, 9);

  private final String type;
  private final int width;
  private final int height;

  Look(String type, int width, int height) {
    this.type = type;
    this.width = width;
    this.height = height;
  }

  String type() {
    return type;
  }

  /** Of the 24 columns of a dashboard. */
  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether it asks for the last value only. */
  boolean isOfNow() {
    return this == NUMBER || this == TABLE;
  }

  void describe(ObjectNode panel) {
    var options = panel.withObject("/options");
    var custom = panel.withObject("/fieldConfig/defaults/custom");
    switch (this) {
      case LINES -> {
        custom.put("drawStyle", "line").put("lineWidth", 1).put("fillOpacity", 8);
        custom.put("showPoints", "never").put("spanNulls", false);
        legend(options);
      }
      case BARS -> {
        panel.put("interval", "2m");
        custom.put("drawStyle", "bars").put("lineWidth", 0).put("fillOpacity", 70);
        custom.putObject("stacking").put("mode", "normal").put("group", "A");
        legend(options);
      }
      case NUMBER -> {
        options.put("colorMode", "background").put("graphMode", "none").put("textMode", "auto");
        var reduce = options.putObject("reduceOptions").put("fields", "").put("values", false);
        reduce.putArray("calcs").add("lastNotNull");
      }
      case STRIPES -> {
        custom.put("fillOpacity", 80).put("lineWidth", 0);
        options.put("mergeValues", true).put("showValue", "never").put("rowHeight", 0.8);
        options.putObject("legend").put("showLegend", false);
        options.putObject("tooltip").put("mode", "single");
      }
      case TABLE -> options.put("showHeader", true).put("cellHeight", "sm");
    }
  }

  private static void legend(ObjectNode options) {
    options
        .putObject("legend")
        .put("displayMode", "list")
        .put("placement", "bottom")
        .put("showLegend", true);
    options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
  }
}
