package dev.quorate.model;

import java.util.Optional;

/**
 * Which revision of configuration and pod template members should run.
 *
 * @param observers empty when there are none, and none are wanted
 */
public record Revisions(String voters, Optional<String> observers) {

  /** Of the member's role; empty for an observer where there should be none. */
  public Optional<String> of(MemberId id) {
    return id.role() == Role.OBSERVER ? observers : Optional.of(voters);
  }
}
