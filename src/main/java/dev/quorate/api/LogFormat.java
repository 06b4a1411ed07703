package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a log line looks. */
public enum LogFormat {
  @JsonProperty("Text")
  TEXT,
  @JsonProperty("JSON")
  JSON
}
