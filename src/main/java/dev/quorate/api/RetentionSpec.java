package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * What happens to volumes that are no longer used; the words mean what they mean in StatefulSets.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RetentionSpec(
    @JsonPropertyDescription(
            "When the cluster is deleted: Retain keeps every volume, Delete removes them. Default"
                + " Retain.")
        @Change(Cost.LIVE)
        RetentionPolicy whenDeleted,
    @JsonPropertyDescription(
            "When a member has left the ensemble: Retain keeps its volume, Delete removes it."
                + " Default Retain.")
        @Change(Cost.LIVE)
        RetentionPolicy whenScaled) {}
