package dev.quorate.facts;

import java.util.Optional;

/**
 * An object that exists under a name which the cluster needs.
 *
 * @param managed whether it carries this cluster's labels
 * @param controllerUid uid of the controller owner, empty when nobody owns it
 */
public record LiveObject(
    String kind,
    String name,
    String uid,
    String resourceVersion,
    boolean managed,
    Optional<String> controllerUid,
    Optional<String> controllerName,
    boolean terminating) {}
