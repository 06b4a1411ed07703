package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One volume of every member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VolumeSpec(
    @JsonPropertyDescription(
            "Size of the volume as a quantity, for example 10Gi; at least 256Mi. It grows where the"
                + " StorageClass allows that (allowVolumeExpansion), and never shrinks.")
        @Required
        @Size(max = 20)
        @ValidationRule(
            value = "isQuantity(self) && quantity(self).compareTo(quantity('256Mi')) >= 0",
            message =
                "size: not a quantity of at least 256Mi, which a few transaction logs and snapshots"
                    + " need; write for example 10Gi")
        @Change(Cost.VOLUME_CHANGE)
        String size,
    @JsonPropertyDescription(
            "StorageClass of new volumes. A volume that exists keeps its class until its member is"
                + " replaced. Default: the cluster's default class.")
        @Size(min = 1, max = 253)
        @ValidationRule(value = Cel.OBJECT_NAME, message = Cel.OBJECT_NAME_MESSAGE)
        @Change(Cost.NEW_VOLUMES)
        String storageClassName) {}
