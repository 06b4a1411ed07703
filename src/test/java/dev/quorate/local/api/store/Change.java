package dev.quorate.local.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One entry of the history.
 *
 * @param object the state after the change; for a deletion the last state, with the revision of the
 *     deletion
 * @param previous the state before, if there was one
 */
public record Change(
    long revision, Kind kind, ResourceId id, ObjectNode object, Optional<ObjectNode> previous) {

  /** Named as watch events name them. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }
}
