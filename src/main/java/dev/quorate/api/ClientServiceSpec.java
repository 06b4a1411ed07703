package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** The Service that clients connect to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClientServiceSpec(
    @JsonPropertyDescription("ClusterIP, NodePort or LoadBalancer. Default ClusterIP.")
        @Change(Cost.LIVE)
        ServiceType type,
    @JsonPropertyDescription("Annotations of the Service. Default: none.")
        @Size(max = 50)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE)
        @ValidationRule(value = Cel.NOT_OWNED, message = Cel.NOT_OWNED_MESSAGE)
        @Change(Cost.LIVE)
        Map<String, String> annotations,
    @JsonPropertyDescription("Further labels of the Service. Default: none.")
        @Size(max = 50)
        @ValidationRule(value = Cel.KEYS, message = Cel.KEYS_MESSAGE)
        @ValidationRule(value = Cel.LABEL_VALUES, message = Cel.LABEL_VALUES_MESSAGE)
        @ValidationRule(value = Cel.NOT_OWNED, message = Cel.NOT_OWNED_MESSAGE)
        @Change(Cost.LIVE)
        Map<String, String> labels) {}
