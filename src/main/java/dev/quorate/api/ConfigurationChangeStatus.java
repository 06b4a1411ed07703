package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** One change of what members are made from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConfigurationChangeStatus(
    @JsonPropertyDescription("When it was put into force, RFC 3339.") String time,
    @JsonPropertyDescription("Revision since.") String revision,
    @JsonPropertyDescription(
            "What changed, without values: keys of zoo.cfg, other files, fields of the pod; missing"
                + " when nobody knows what was there before.")
        List<String> changed,
    @JsonPropertyDescription("How many more changed.") Integer more) {}
