package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One change of leader. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeaderStatus(
    @JsonPropertyDescription("When it was seen, RFC 3339.") String time,
    @JsonPropertyDescription("Pod that led before.") String from,
    @JsonPropertyDescription("Pod that leads since, if any.") String to,
    @JsonPropertyDescription("ZooKeeper's epoch since.") Long epoch,
    @JsonPropertyDescription("Why the leader ceased to lead.") String cause) {}
