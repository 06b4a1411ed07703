package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One volume of every member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VolumeSpec(
    @JsonPropertyDescription(
            "Size of the volume as a quantity, for example 10Gi; at least 256Mi. It can grow, never shrink.")
        @Change(Cost.VOLUME_CHANGE)
        String size,
    @JsonPropertyDescription("StorageClass of the volume. Default: the cluster's default class.")
        @Change(Cost.NEVER)
        String storageClassName) {}
