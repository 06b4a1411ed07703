package dev.quorate.facts;

import java.util.Optional;

/**
 * An object that exists under a name which the cluster needs.
 *
 * @param controllerUid uid of the controller owner, empty when nobody owns it
 */
public record LiveObject(
    String kind,
    String name,
    String uid,
    String resourceVersion,
    Optional<String> controllerUid,
    Optional<String> controllerName,
    boolean terminating) {}
