package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;

/**
 * What the operator sees and does. Equal by value, so that it is written only when it differs;
 * nothing that changes by itself belongs in it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonDeserialize(using = StatusReader.class)
public record ZookeeperClusterStatus(
    @JsonPropertyDescription("metadata.generation of the specification that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, QuorumAvailable, Degraded, MembershipInSync, UpToDate,"
                + " Paused and DiagnosisClear.")
        List<Condition> conditions,
    @JsonPropertyDescription("Number of voter pods that exist.") Integer replicas,
    @JsonPropertyDescription("Number of voters that serve.") Integer readyReplicas,
    @JsonPropertyDescription("Voters that serve and voters that are wanted, for example 3/3.")
        String ready,
    @JsonPropertyDescription("Label selector of the voters' pods, for the scale subresource.")
        String selector,
    @JsonPropertyDescription(
            "What all members run, for example 3.9.5; while they differ, for example 3.9.4 →"
                + " 3.9.5.")
        String version,
    @JsonPropertyDescription("Where clients connect: host:port.") String endpoint,
    @JsonPropertyDescription("Set once, when the ensemble first had a quorum.") FormedStatus formed,
    @JsonPropertyDescription("The committed configuration and who of it is synced.")
        QuorumStatus quorum,
    @JsonPropertyDescription("The last 10 changes of leader, the newest first.")
        List<LeaderStatus> leaderHistory,
    @JsonPropertyDescription(
            "The last 10 changes of configuration and pod template, the newest first.")
        List<ConfigurationChangeStatus> configurationHistory,
    @JsonPropertyDescription("The members, ordered by id.") List<MemberStatus> members,
    @JsonPropertyDescription("The configuration that members run or are about to run.")
        RolloutStatus rollout,
    @JsonPropertyDescription("What lies ahead and needs approval.") PlanStatus plan,
    @JsonPropertyDescription("Why the next step waits; empty when nothing waits.")
        List<BlockedStatus> blocked,
    @JsonPropertyDescription("What is wrong, causes first.") List<ProblemStatus> problems) {}
