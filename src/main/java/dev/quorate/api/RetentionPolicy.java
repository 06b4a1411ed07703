package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a volume that is no longer used. */
public enum RetentionPolicy {
  @JsonProperty("Retain")
  RETAIN,
  @JsonProperty("Delete")
  DELETE
}
