package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where members keep their data. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StorageSpec(
    @JsonPropertyDescription(
            "Persistent: a volume per member. Ephemeral: data dies with the pod, for tests only; needs"
                + " acknowledgeDataLoss. Default Persistent.")
        @Change(Cost.NEVER)
        StorageType type,
    @JsonPropertyDescription(
            "Must be true when type is Ephemeral: you know that acknowledged writes are lost when pods go. Default false.")
        @Change(Cost.LIVE)
        Boolean acknowledgeDataLoss,
    @JsonPropertyDescription(
            "Volume for snapshots, and for transaction logs when there is no log volume. Required when type is Persistent.")
        @Change(Cost.VOLUME_CHANGE)
        VolumeSpec data,
    @JsonPropertyDescription(
            "Separate volume for transaction logs, for serious write load. Default: none.")
        @Change(Cost.NEVER)
        VolumeSpec log,
    @JsonPropertyDescription("What happens to volumes that are no longer used.") @Change(Cost.LIVE)
        RetentionSpec retention) {}
