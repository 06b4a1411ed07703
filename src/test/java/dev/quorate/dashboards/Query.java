package dev.quorate.dashboards;

/**
 * One question to Prometheus.
 *
 * @param name of its series, with labels in double braces; in a table the name of its column
 */
record Query(String expression, String name, Unit unit) {

  /** As far back as a rate has to look. */
  static final String READ = "$__rate_interval";

  /**
   * How much a counter grew. One that has just appeared counts as a whole: nobody has seen it at 0.
   */
  static String growth(String by, String counter, String window) {
    return "sum by (%s) ((%s unless %s offset %s) or increase(%s[%s]))"
        .formatted(by, counter, counter, window, counter, window);
  }

  /** The average of what a summary has summed up lately; its sum is divided by its count. */
  static String average(String summary, String selector) {
    return "rate(%s_sum{%s}[%s]) / (rate(%s_count{%s}[%s]) > 0)"
        .formatted(summary, selector, READ, summary, selector, READ);
  }
}
