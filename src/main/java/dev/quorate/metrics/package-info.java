/**
 * What the process tells about itself: meters from facts and plans, health checks, and the HTTP
 * endpoint that serves both. Knows facts and plans, Micrometer and Prometheus; no Kubernetes client
 * and no framework, and it decides nothing.
 */
package dev.quorate.metrics;
