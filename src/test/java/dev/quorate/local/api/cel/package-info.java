/**
 * The rules of a schema in the Common Expression Language, with the functions that Kubernetes adds.
 */
package dev.quorate.local.api.cel;
