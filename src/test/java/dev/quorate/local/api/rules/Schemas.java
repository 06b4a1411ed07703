package dev.quorate.local.api.rules;

import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.schema.TypeSchemas;
import dev.quorate.local.api.types.ResourceType;

/** The schema by which a target's stored objects are read. */
public final class Schemas {
  private Schemas() {}

  /** The schema. */
  public static Schema of(Target target) {
    ResourceType type = target.type();
    return target.storedType().equals(type.id())
        ? TypeSchemas.of(type, target.version())
        : TypeSchemas.builtIn("v1", type.names().kind());
  }
}
