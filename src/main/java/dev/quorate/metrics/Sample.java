package dev.quorate.metrics;

/**
 * One number of one cluster.
 *
 * @param detail value of the last label (reason, action or member); empty for metrics that have
 *     none beyond the cluster's
 */
record Sample(Metric metric, String detail, double value) {
  static Sample of(Metric metric, double value) {
    return new Sample(metric, "", value);
  }

  boolean isOfMember() {
    return metric.labels().contains("member");
  }

  static Sample of(Metric metric, boolean value) {
    return of(metric, value ? 1 : 0);
  }
}
