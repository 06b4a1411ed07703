package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Members without a vote. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObserversSpec(
    @JsonPropertyDescription("Number of observers, 0 to 100. Default 0.")
        @Min(0)
        @Max(100)
        @Change(Cost.MEMBERSHIP_CHANGE)
        Integer replicas,
    @JsonPropertyDescription("Storage of the observers. Default: as spec.storage.")
        StorageSpec storage,
    @JsonPropertyDescription("Pods of the observers. Default: as spec.pod.") PodSettingsSpec pod) {}
