package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether data outlives the pods. */
public enum StorageType {
  @JsonProperty("Persistent")
  PERSISTENT,
  @JsonProperty("Ephemeral")
  EPHEMERAL
}
