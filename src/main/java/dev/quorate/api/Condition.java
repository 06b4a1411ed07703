package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One statement about the ensemble, in the form that all Kubernetes tools read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("What the statement is about, for example Ready.") String type,
    @JsonPropertyDescription("True, False or Unknown.") String status,
    @JsonPropertyDescription("Why, as one word that programs can compare.") String reason,
    @JsonPropertyDescription("Why, for people.") String message,
    @JsonPropertyDescription("When status last changed, RFC 3339.") String lastTransitionTime,
    @JsonPropertyDescription("metadata.generation that the statement is about.")
        Long observedGeneration) {}
