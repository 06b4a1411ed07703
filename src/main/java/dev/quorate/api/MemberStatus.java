package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MemberStatus(
    @JsonPropertyDescription("Pod of the member, for example zk-0.") String name,
    @JsonPropertyDescription("ZooKeeper server id (myid).") Integer id,
    @JsonPropertyDescription("What the member says it is: Leader, Follower or Observer.")
        String role,
    @JsonPropertyDescription(
            "How the member is: Synced, Syncing, Electing, Starting, Failed, Missing, Unreachable"
                + " …")
        String state,
    @JsonPropertyDescription("ZooKeeper version that the member runs.") String version,
    @JsonPropertyDescription("Revision of the configuration that the member runs.") String revision,
    @JsonPropertyDescription("Whether the member serves.") Boolean ready,
    @JsonPropertyDescription("What is wrong with the member, if anything.") String message) {}
