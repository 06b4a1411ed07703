package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A write on its way to the store.
 *
 * @param live the state before; nothing while creating
 * @param object the state that it leads to, changed on the way
 * @param patch whether the client sent a change rather than a whole object
 * @param warnings collected on the way
 * @param errors collected on the way; any of them ends the write
 */
public record Write(
    Target target,
    Optional<ObjectNode> live,
    ObjectNode object,
    WriteOptions options,
    boolean patch,
    List<String> warnings,
    List<FieldError> errors) {

  /** A write at its beginning. */
  public static Write of(
      Target target,
      Optional<ObjectNode> live,
      ObjectNode object,
      WriteOptions options,
      boolean patch) {
    return new Write(target, live, object, options, patch, new ArrayList<>(), new ArrayList<>());
  }
}
