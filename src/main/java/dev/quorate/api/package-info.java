/**
 * The resource as users write it and as the API server stores it: spec and status records with
 * their descriptions, bounds and CEL rules. Boxed fields, null when a field is absent; no defaults,
 * no logic. The CRD in {@code crds/} is generated from here.
 */
package dev.quorate.api;
