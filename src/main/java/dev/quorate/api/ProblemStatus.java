package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One thing that is wrong. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProblemStatus(
    @JsonPropertyDescription("Name of the rule.") String rule,
    @JsonPropertyDescription("Critical, Warning or Info.") String level,
    @JsonPropertyDescription("Pod of the member.") String member,
    @JsonPropertyDescription("Since when, RFC 3339.") String since,
    @JsonPropertyDescription("What is wrong, and what to do.") String message,
    @JsonPropertyDescription("The next command.") String command,
    @JsonPropertyDescription("Rule that explains it.") String causedBy) {}
