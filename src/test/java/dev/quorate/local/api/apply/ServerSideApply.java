package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What an object is after somebody applied a configuration: merged, without the fields that he
 * applied before and nobody owns any more, and owned by those who own it now.
 */
public final class ServerSideApply {
  private final Schema schema;
  private final ObjectNode live;
  private final Writer writer;
  private final ManagedFields managed;
  private final ManagedFields.Key key;

  private ServerSideApply(Schema schema, ObjectNode live, Writer writer) {
    this.schema = schema;
    this.live = live;
    this.writer = writer;
    this.managed = ManagedFields.of(Meta.of(live).node().path("managedFields"));
    this.key = ManagedFields.Key.of(writer, ManagedFields.APPLY);
  }

  /**
   * The new state, with its managedFields; the live object itself when nothing changes.
   *
   * @param live the state before; an object with nothing but its identity if there was none
   * @param force take over what others own
   * @throws ApplyConflict when others own what would change, and force is off
   */
  public static ObjectNode apply(
      Schema schema, ObjectNode live, ObjectNode applied, Writer writer, boolean force) {
    return new ServerSideApply(schema, live, writer).apply(applied, force);
  }

  private ObjectNode apply(ObjectNode applied, boolean force) {
    ObjectNode before = Ownership.bare(live);
    claimUnmanaged(before);
    FieldSet last = managed.fieldsOf(key);
    String since = managed.entries().containsKey(key) ? managed.entries().get(key).time() : "";
    managed.put(
        key, writer.apiVersion(), Fields.of(schema, applied).without(writer.ignored()), since);
    ObjectNode merged = (ObjectNode) Merge.of(schema, before, applied);
    ObjectNode after = last.isEmpty() ? merged : pruned(merged, last);
    settle(Comparison.of(schema, before, after).without(writer.ignored()), force);
    managed.writeTo(after);
    if (Json.same(after, live)) {
      return live;
    }
    managed.put(key, writer.apiVersion(), managed.fieldsOf(key), Meta.now());
    managed.writeTo(after);
    return after;
  }

  /** What was there before anybody's fields were managed belongs to nobody in particular. */
  private void claimUnmanaged(ObjectNode before) {
    if (managed.isEmpty() && !Meta.of(before).uid().isEmpty()) {
      var somebody = new Writer("before-first-apply", writer.apiVersion(), "", new FieldSet());
      managed.put(
          ManagedFields.Key.of(somebody, ManagedFields.UPDATE),
          writer.apiVersion(),
          Fields.of(schema, before),
          Meta.now());
    }
  }

  /** Removes what was applied last time, except what is owned now or was there all along. */
  private ObjectNode pruned(ObjectNode merged, FieldSet last) {
    FieldSet dropped = named(last);
    FieldSet all = named(Fields.of(schema, merged));
    FieldSet kept = named(Fields.of(schema, Removal.of(schema, merged, dropped)));
    ObjectNode owned = Removal.of(schema, merged, all.minus(kept.union(named(managed.all()))));
    FieldSet left = named(Fields.of(schema, owned));
    return Removal.of(schema, merged, all.minus(left).intersect(dropped));
  }

  private FieldSet named(FieldSet set) {
    return Fields.withNamedParents(schema, set);
  }

  /** Takes changed fields from those who owned them, or refuses. */
  private void settle(Comparison changes, boolean force) {
    FieldSet taken = changes.changed();
    var conflicts = new TreeMap<String, List<String>>();
    managed
        .entries()
        .forEach((other, owned) -> {
          List<String> paths = owned.fields().intersect(taken).paths();
          if (!other.equals(key) && !paths.isEmpty()) {
            conflicts.computeIfAbsent(other.shown(), o -> new ArrayList<>()).addAll(paths);
          }
        });
    if (!conflicts.isEmpty() && !force) {
      throw new ApplyConflict(conflicts);
    }
    managed.others(key, owned -> owned.minus(taken).minus(changes.removed()));
  }
}
