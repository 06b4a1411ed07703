package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.Views;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.rules.Rules;
import dev.quorate.local.api.rules.Write;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Create, update and apply: the steps that every written object goes through, atomically. */
public final class Writes {
  private final Store store;

  public Writes(Store store) {
    this.store = store;
  }

  /** Stores a new object. */
  public Written create(Target target, ObjectNode sent, WriteOptions options) {
    return store.atomically(() -> {
      ObjectNode object = Views.toStore(target, sent);
      Target named = target.named(Naming.name(target.type(), object));
      var write = Write.of(named, Optional.empty(), object, options, false);
      return create(write, true);
    });
  }

  /** Replaces what the target's subresource covers. */
  public Written replace(Target target, ObjectNode sent, WriteOptions options) {
    return store.atomically(
        () -> update(target, find(target), Views.toStore(target, sent), options, false));
  }

  /**
   * Changes what the target's subresource covers.
   *
   * @param change gets a copy, in the client's version, and may return it
   */
  public Written update(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
    return store.atomically(() -> {
      ObjectNode live = find(target);
      ObjectNode sent = Views.toStore(target, change.apply(Views.toClient(target, live)));
      return update(target, live, sent, options, true);
    });
  }

  /** Server-side apply, which may create. */
  public Written apply(Target target, ObjectNode sent, WriteOptions options) {
    return store.atomically(() -> {
      Optional<ObjectNode> live = store.find(target.id());
      ObjectNode applied = AppliedBody.checked(target, Views.toStore(target, sent), live);
      ObjectNode after = Owners.apply(target, live, applied, options);
      if (live.isEmpty()) {
        return create(Write.of(target, live, after, options, true), false);
      }
      if (after.equals(live.get())) {
        return new Written(live.get(), false, List.of());
      }
      ObjectNode updated = Status.onUpdate(target, live.get(), after);
      Meta.of(updated).copy("managedFields", Meta.of(after));
      var write = Write.of(target, live, updated, options, true);
      Rules.complete(write);
      return settle(write);
    });
  }

  private ObjectNode find(Target target) {
    return store
        .find(target.id())
        .orElseThrow(() -> ApiError.notFound(target.type(), target.name()));
  }

  private Written create(Write write, boolean track) {
    Target target = write.target();
    if (!target.subresource().isEmpty()) {
      throw ApiError.notFound(target.type(), target.name());
    }
    Namespaces.requireActive(store, target);
    if (store.find(target.id()).isPresent()) {
      throw ApiError.alreadyExists(target.type(), target.name());
    }
    ObjectNode object = write.object();
    Metadata.onCreate(target, object);
    Status.onCreate(target, object);
    Rules.complete(write);
    if (track) {
      Owners.track(write);
    }
    Rules.allocate(write);
    CountQuota.admit(store, write);
    Rules.check(write);
    ObjectNode stored = write.options().dryRun() ? object : store.save(target.id(), object);
    return new Written(stored, true, write.warnings());
  }

  private Written update(
      Target target, ObjectNode live, ObjectNode sent, WriteOptions options, boolean patch) {
    Metadata.checkLock(target, live, sent);
    ObjectNode updated = Status.onUpdate(target, live, sent);
    var write = Write.of(target, Optional.of(live), updated, options, patch);
    Rules.complete(write);
    Owners.track(write);
    return settle(write);
  }

  private Written settle(Write write) {
    Target target = write.target();
    ObjectNode live = write.live().orElseThrow();
    ObjectNode updated = write.object();
    Rules.allocate(write);
    Metadata.onUpdate(target, live, updated);
    if (Json.same(live, updated) || Metadata.onlyTimesDiffer(live, updated)) {
      return new Written(live, false, write.warnings());
    }
    ClaimExpansion.admit(store, write);
    Rules.check(write);
    ObjectNode stored = write.options().dryRun() ? updated : saveOrRemove(target, updated);
    return new Written(stored, false, write.warnings());
  }

  private ObjectNode saveOrRemove(Target target, ObjectNode updated) {
    Meta meta = Meta.of(updated);
    boolean over =
        meta.terminating()
            && meta.finalizers().isEmpty()
            && meta.node().path("deletionGracePeriodSeconds").asLong(0) == 0;
    return over ? store.remove(target.id(), updated) : store.save(target.id(), updated);
  }
}
