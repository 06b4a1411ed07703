/**
 * A real Prometheus: its rules and its server, with what the chart ships. Needs programs that take
 * minutes to build, so it is a layer of its own.
 */
package dev.quorate.prometheus;
