/**
 * The Grafana dashboards that the chart ships: described here, written as JSON by their test, and
 * held against the metrics that exist.
 */
package dev.quorate.dashboards;
