package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What the members log. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoggingSpec(
    @JsonPropertyDescription(
            "Least severe message that is logged: TRACE, DEBUG, INFO, WARN, ERROR or OFF. Default"
                + " INFO.")
        @Change(Cost.ROLLING_RESTART)
        LogLevel level,
    @JsonPropertyDescription("Text: a line for people; JSON: one object a line. Default Text.")
        @Change(Cost.ROLLING_RESTART)
        LogFormat format,
    @JsonPropertyDescription(
            "Levels of single loggers by name, for example org.apache.zookeeper.server.quorum:"
                + " DEBUG. Default: none.")
        @Size(max = 50)
        @ValidationRule(
            value = "self.all(k, k.matches('^[A-Za-z0-9_.$]{1,200}$'))",
            message =
                "logging.loggers: a logger's name has letters, digits and the characters . _ $"
                    + " only; write for example org.apache.zookeeper.server.quorum")
        @Change(Cost.ROLLING_RESTART)
        Map<String, LogLevel> loggers) {}
