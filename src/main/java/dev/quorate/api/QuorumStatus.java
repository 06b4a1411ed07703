package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The committed configuration and who of it is synced. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuorumStatus(
    @JsonPropertyDescription("Voters of the committed configuration.") Integer voters,
    @JsonPropertyDescription("Voters that are synced with the leader, the leader included.")
        Integer synced,
    @JsonPropertyDescription("Smallest number of voters that decides.") Integer majority,
    @JsonPropertyDescription("How many synced voters can fail before writes stop.") Integer mayLose,
    @JsonPropertyDescription("Pod of the leader; absent when there is none.") String leader,
    @JsonPropertyDescription("Version of the committed configuration, hexadecimal.")
        String configVersion,
    @JsonPropertyDescription("The numbers in one line, for example 3/3, may lose 1.")
        String summary) {}
