package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One step of what lies ahead. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepStatus(
    @JsonPropertyDescription("Place in the plan, from 1.") Integer number,
    @JsonPropertyDescription("Remove, Restart, Add, Replace or GrowVolume.") String action,
    @JsonPropertyDescription("Pod or claim.") String subject,
    @JsonPropertyDescription("Why it is done.") String why,
    @JsonPropertyDescription("The quorum before, meanwhile and afterwards.") String quorum) {}
