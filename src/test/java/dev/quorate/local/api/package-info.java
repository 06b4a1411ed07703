/**
 * A Kubernetes API server inside the JVM, for tests and for the local cluster: the parts of the API
 * that an operator, kubectl and the controllers of {@code dev.quorate.local} use, with the
 * behaviour of the real one. It runs no controllers besides garbage collection, and no pods.
 */
package dev.quorate.local.api;
