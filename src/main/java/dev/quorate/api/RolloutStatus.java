package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How far the current revision has come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutStatus(
    @JsonPropertyDescription("Revision of configuration and pod template that members shall run.")
        String revision,
    @JsonPropertyDescription("Members that run it.") Integer updated,
    @JsonPropertyDescription("Members that there are.") Integer total,
    @JsonPropertyDescription("Pod of the member that is being changed now.") String member,
    @JsonPropertyDescription("Why members are being changed.") String reason,
    @JsonPropertyDescription("When this rollout began, RFC 3339.") String startedAt) {}
