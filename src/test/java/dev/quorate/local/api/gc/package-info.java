/**
 * What the server's own controllers do after a write: collect the dependents of deleted owners,
 * empty deleted namespaces and definitions.
 */
package dev.quorate.local.api.gc;
