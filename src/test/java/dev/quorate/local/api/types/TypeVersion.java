package dev.quorate.local.api.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * One served version of a type.
 *
 * @param subresources such as {@code status}
 * @param definition for custom resources the version's part of the definition (schema,
 *     subresources, printer columns)
 */
public record TypeVersion(String name, Set<String> subresources, Optional<ObjectNode> definition) {

  /** Whether spec and status are written separately. */
  public boolean hasStatus() {
    return subresources.contains("status");
  }
}
