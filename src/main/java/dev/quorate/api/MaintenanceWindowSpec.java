package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A time in which members may be disturbed for a change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MaintenanceWindowSpec(
    @JsonPropertyDescription(
            "When it opens, as five fields of cron: minute, hour, day of the month, month, day of"
                + " the week; for example 0 2 * * 6 for Saturdays at two.")
        @Required
        @Size(max = 100)
        @ValidationRule(
            value = "self.matches(r'^\\s*\\S+(\\s+\\S+){4}\\s*$')",
            message =
                "rollout.windows.schedule: not five fields of cron; write for example 0 2 * * 6 for"
                    + " Saturdays at two")
        String schedule,
    @JsonPropertyDescription(
            "How long it stays open, in hours and minutes, for example 4h or 1h30m; from 1m to 168h.")
        @Required
        @Size(max = 10)
        @ValidationRule(
            value = "self.matches(r'^([0-9]+h)?([0-9]+m)?$') && self != ''",
            message = "rollout.windows.duration: not a duration; write for example 4h or 1h30m")
        String duration,
    @JsonPropertyDescription(
            "Zone in which the schedule is read, by its name in the time zone database, for example"
                + " Europe/Berlin. Default UTC.")
        @Size(max = 64)
        String timeZone) {}
