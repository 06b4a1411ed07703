package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a change waits for a person who has seen what it does. */
public enum ApprovalMode {
  @JsonProperty("Automatic")
  AUTOMATIC,
  @JsonProperty("Manual")
  MANUAL
}
