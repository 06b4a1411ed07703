package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;

/** The members' pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PodSettingsSpec(
    @JsonPropertyDescription(
            "Requests and limits of the ZooKeeper container. Default: cpu request 200m, memory"
                + " request and limit 1Gi (or what jvm.heap needs). The heap follows the memory"
                + " limit.")
        @Change(Cost.ROLLING_RESTART)
        ResourceRequirements resources,
    @JsonPropertyDescription("Labels that a node must carry. Default: any node.")
        @Size(max = 50)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE)
        @ValidationRule(value = Cel.LABEL_VALUES, message = Cel.LABEL_VALUES_MESSAGE)
        @Change(Cost.ROLLING_RESTART)
        Map<String, String> nodeSelector,
    @JsonPropertyDescription("Scheduling rules. Default: members prefer different nodes.")
        @Change(Cost.ROLLING_RESTART)
        Affinity affinity,
    @JsonPropertyDescription("Taints that the pods tolerate. Default: none.")
        @Size(max = 50)
        @ValidationRule(
            value =
                "self.all(t, !has(t.effect) || t.effect in ['NoSchedule', 'PreferNoSchedule',"
                    + " 'NoExecute'])",
            message =
                "pod.tolerations: an effect is NoSchedule, PreferNoSchedule or NoExecute; write one"
                    + " of them, or leave effect out to match all")
        @Change(Cost.ROLLING_RESTART)
        List<Toleration> tolerations,
    @JsonPropertyDescription(
            "How members spread over zones and nodes. Default: over zones when possible.")
        @Size(max = 20)
        @Change(Cost.ROLLING_RESTART)
        List<TopologySpreadConstraint> topologySpreadConstraints,
    @JsonPropertyDescription("PriorityClass of the pods. Default: the cluster's default.")
        @Size(min = 1, max = 253)
        @ValidationRule(value = Cel.OBJECT_NAME, message = Cel.OBJECT_NAME_MESSAGE)
        @Change(Cost.ROLLING_RESTART)
        String priorityClassName,
    @JsonPropertyDescription(
            "ServiceAccount of the pods; its token is not mounted. Default: one that the operator"
                + " makes, without permissions.")
        @Size(min = 1, max = 253)
        @ValidationRule(value = Cel.OBJECT_NAME, message = Cel.OBJECT_NAME_MESSAGE)
        @Change(Cost.ROLLING_RESTART)
        String serviceAccountName,
    @JsonPropertyDescription("Secrets to pull the image with. Default: none.")
        @Size(max = 20)
        @Change(Cost.ROLLING_RESTART)
        List<LocalObjectReference> imagePullSecrets,
    @JsonPropertyDescription(
            "Security context of the pods. Default: user, group and fsGroup 1000, non-root, seccomp"
                + " RuntimeDefault.")
        @Change(Cost.ROLLING_RESTART)
        PodSecurityContext securityContext,
    @JsonPropertyDescription("Seconds that a server may take to stop, 10 to 3600. Default 60.")
        @Min(10)
        @Max(3600)
        @Change(Cost.ROLLING_RESTART)
        Integer terminationGracePeriodSeconds,
    @JsonPropertyDescription(
            "Further labels of the pods; keys of the operator and of StatefulSets are refused."
                + " Default: none.")
        @Size(max = 50)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE)
        @ValidationRule(value = Cel.LABEL_VALUES, message = Cel.LABEL_VALUES_MESSAGE)
        @ValidationRule(value = Cel.NOT_OWNED, message = Cel.NOT_OWNED_MESSAGE)
        @Change(Cost.ROLLING_RESTART)
        Map<String, String> labels,
    @JsonPropertyDescription("Further annotations of the pods. Default: none.")
        @Size(max = 50)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE)
        @ValidationRule(value = Cel.NOT_OWNED, message = Cel.NOT_OWNED_MESSAGE)
        @Change(Cost.ROLLING_RESTART)
        Map<String, String> annotations,
    @JsonPropertyDescription(
            "Raw overlay on the pod template (sidecars, init containers, volumes, environment …),"
                + " merged the way kubectl patch merges. What the operator owns is refused."
                + " Default: empty.")
        @PreserveUnknownFields
        @Change(Cost.ROLLING_RESTART)
        JsonNode template) {}
