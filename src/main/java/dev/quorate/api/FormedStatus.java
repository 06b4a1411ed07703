package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The record that the ensemble once had a quorum. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FormedStatus(
    @JsonPropertyDescription("Version of the first committed configuration, hexadecimal.")
        String configVersion,
    @JsonPropertyDescription("When the quorum was first seen, RFC 3339.") String time) {}
