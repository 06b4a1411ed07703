package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What lies ahead, as far as it is known, and whether a person has approved it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanStatus(
    @JsonPropertyDescription("Value of the annotation zookeeper.quorate.dev/approve.") String hash,
    @JsonPropertyDescription("Waiting, Approved, or Outdated: another plan was approved.")
        String approval,
    @JsonPropertyDescription("Steps that are done.") Integer done,
    @JsonPropertyDescription("The next steps, in order.") List<StepStatus> steps,
    @JsonPropertyDescription("Steps after those.") Integer more,
    @JsonPropertyDescription("All steps in short; the hash is of these.") List<String> outline) {}
