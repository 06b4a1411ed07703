package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One reason why the next step waits. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BlockedStatus(
    @JsonPropertyDescription("Why, as one word that programs can compare.") String reason,
    @JsonPropertyDescription("Pod of the member that it is about, if it is about one.")
        String member,
    @JsonPropertyDescription("Why, for people, with the numbers that were compared.")
        String message,
    @JsonPropertyDescription("Since when, RFC 3339.") String since) {}
