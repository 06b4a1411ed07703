package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How changes reach the running members. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutSpec(
    @JsonPropertyDescription(
            "true: no further member is restarted for a change; healing goes on. Default false.")
        @Change(Cost.NOTHING)
        Boolean paused,
    @JsonPropertyDescription(
            "Seconds that the first changed member must run well before the next one follows, 0 to"
                + " 86400. Default 0.")
        @Min(0)
        @Max(86400)
        @Change(Cost.NOTHING)
        Integer canarySoakSeconds,
    @JsonPropertyDescription(
            "Seconds without progress after which the rollout counts as stalled, 60 to 86400."
                + " Default 900.")
        @Min(60)
        @Max(86400)
        @Change(Cost.NOTHING)
        Integer progressDeadlineSeconds,
    @JsonPropertyDescription(
            "When members may be disturbed for a change: restarted, added, removed, replaced, given"
                + " larger volumes. Outside of these windows changes wait; healing never does, and"
                + " what has begun for one member is finished. Default: at all times.")
        @Size(max = 10)
        @Change(Cost.NOTHING)
        List<MaintenanceWindowSpec> windows,
    @JsonPropertyDescription(
            "Manual: a change waits until its plan in status.plan is approved; healing never waits."
                + " Default Automatic.")
        @Change(Cost.NOTHING)
        ApprovalMode approval) {}
