package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Requests that the operator sends as a client, to measure each member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PerformanceProbeSpec(
    @JsonPropertyDescription(
            "true: measures latency and availability of each member, at the cost of a session and, in"
                + " each interval, two writes, a sync and a read per member. Default false.")
        @Change(Cost.NOTHING)
        Boolean enabled,
    @JsonPropertyDescription("Seconds between two rounds, 5 to 3600. Default 10.")
        @Min(5)
        @Max(3600)
        @Change(Cost.NOTHING)
        Integer intervalSeconds) {}
