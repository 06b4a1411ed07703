package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Meta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code managedFields} right over ordinary writes: whoever changes a field owns it. */
public final class Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

  private Ownership() {}

  /**
   * Writes into {@code updated} who owns what after this write.
   *
   * @param live the state before; for a new object what every such object has
   * @param isNew whether the object is being created
   */
  public static void track(
      Schema schema, ObjectNode live, ObjectNode updated, Writer writer, boolean isNew) {
    var managed = ManagedFields.ofEither(updated, live);
    if (managed.isEmpty() && !isNew) {
      Meta.of(updated).node().remove("managedFields");
      return;
    }
    try {
      track(managed, Comparison.of(schema, bare(live), bare(updated)), writer);
    } catch (OwnershipException e) {
      LOG.warn("managedFields of {} left as they are: {}", Meta.of(updated).name(), e.getMessage());
    }
    managed.writeTo(updated);
  }

  private static void track(ManagedFields managed, Comparison changes, Writer writer) {
    Comparison relevant = changes.without(writer.ignored());
    FieldSet taken = relevant.changed();
    managed.others(null, owned -> owned.minus(taken).minus(relevant.removed()));
    var key = ManagedFields.Key.of(writer, ManagedFields.UPDATE);
    if (!taken.isEmpty()) {
      managed.put(key, writer.apiVersion(), managed.fieldsOf(key).union(taken), Meta.now());
    }
  }

  /** Without what nobody owns. */
  static ObjectNode bare(ObjectNode object) {
    ObjectNode bare = object.deepCopy();
    Meta.of(bare).node().remove("managedFields");
    return bare;
  }
}
