package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** Where members keep their data. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "self.type == 'Ephemeral' || has(self.data)",
    message =
        "storage.data: is missing, so there is no volume; write data: {size: 10Gi}, or type:"
            + " Ephemeral with acknowledgeDataLoss: true for tests")
@ValidationRule(
    value =
        "self.type != 'Ephemeral' || (has(self.acknowledgeDataLoss) && self.acknowledgeDataLoss)",
    message =
        "storage.acknowledgeDataLoss: ephemeral storage loses acknowledged writes when pods go;"
            + " write acknowledgeDataLoss: true if that is acceptable, else type: Persistent")
@ValidationRule(
    value = "self.type != 'Ephemeral' || (!has(self.data) && !has(self.log))",
    message =
        "storage: data and log have no meaning with type Ephemeral; remove them, or write type:"
            + " Persistent")
@ValidationRule(
    value = "self.type == oldSelf.type",
    message =
        "storage.type: cannot change, because members would start without their data; put it back,"
            + " or make a new cluster and copy the data")
@ValidationRule(
    value = "has(self.log) == has(oldSelf.log)",
    message =
        "storage.log: a separate log volume cannot be added or removed later; put it back, or make"
            + " a new cluster and copy the data")
public record StorageSpec(
    @JsonPropertyDescription(
            "Persistent: a volume per member. Ephemeral: data dies with the pod, for tests only;"
                + " needs acknowledgeDataLoss. Default Persistent.")
        @Default("Persistent")
        @Change(Cost.NEVER)
        StorageType type,
    @JsonPropertyDescription(
            "Must be true when type is Ephemeral: you know that acknowledged writes are lost when"
                + " pods go. Default false.")
        @Change(Cost.NOTHING)
        Boolean acknowledgeDataLoss,
    @JsonPropertyDescription(
            "Volume for snapshots, and for transaction logs when there is no log volume. Required"
                + " when type is Persistent. Servers write smaller files below 4Gi, so growing"
                + " across that also restarts them.")
        VolumeSpec data,
    @JsonPropertyDescription(
            "Separate volume for transaction logs, for serious write load. Default: none.")
        @Change(Cost.NEVER)
        VolumeSpec log,
    @JsonPropertyDescription("What happens to volumes that are no longer used.")
        RetentionSpec retention) {}
