package dev.quorate.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the user asks of the members' pods.
 *
 * @param terminationGracePeriodSeconds how long a server may take to stop
 * @param template raw overlay on the pod template, merged the way {@code kubectl patch} merges; it
 *     has passed the guard, so it changes nothing that the operator owns
 */
public record PodSettings(
    ResourceRequirements resources,
    SortedMap<String, String> nodeSelector,
    Optional<Affinity> affinity,
    List<Toleration> tolerations,
    List<TopologySpreadConstraint> topologySpreadConstraints,
    Optional<String> priorityClassName,
    Optional<String> serviceAccountName,
    List<LocalObjectReference> imagePullSecrets,
    Optional<PodSecurityContext> securityContext,
    int terminationGracePeriodSeconds,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    Optional<JsonNode> template) {}
