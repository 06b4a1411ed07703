package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.tables.Rendering;
import java.util.List;

/** Get and list. */
final class Reads {
  private final Store store;
  private final Continuations continuations;

  Reads(Store store, Continuations continuations) {
    this.store = store;
    this.continuations = continuations;
  }

  HttpAnswer get(Target target, Rendering rendering) {
    return Answers.json(200, rendering.one(find(target)));
  }

  /** The stored object, shared. */
  ObjectNode find(Target target) {
    return store
        .find(target.id())
        .orElseThrow(() -> ApiError.notFound(target.type(), target.name()));
  }

  HttpAnswer list(Target target, ApiRequest request, Rendering rendering) {
    var all =
        request
            .query()
            .get("continue")
            .map(continuations::find)
            .orElseGet(() -> selected(Selection.of(target, request)));
    refuseTheFuture(request, all.revision());
    int limit =
        request
            .query()
            .number("limit")
            .filter(l -> l > 0)
            .orElse((long) Integer.MAX_VALUE)
            .intValue();
    boolean more = all.items().size() > limit;
    List<ObjectNode> page = more ? all.items().subList(0, limit) : all.items();
    ObjectNode list = rendering.many(page);
    ObjectNode metadata = list.withObject("/metadata");
    metadata.put("resourceVersion", Long.toString(all.revision()));
    if (more) {
      var rest = all.items().subList(limit, all.items().size());
      metadata.put("continue", continuations.keep(new Continuations.Rest(all.revision(), rest)));
      metadata.put("remainingItemCount", rest.size());
    }
    return Answers.json(200, list);
  }

  private Continuations.Rest selected(Selection selection) {
    return store.atomically(() ->
        new Continuations.Rest(
            store.revision(),
            store.list(selection.target().storedType(), selection.target().namespace()).stream()
                .filter(selection::selects)
                .toList()));
  }

  private static void refuseTheFuture(ApiRequest request, long current) {
    long wanted = request.query().number("resourceVersion").orElse(0L);
    if (wanted > current) {
      throw new ApiError(
              504,
              "Timeout",
              "Too large resource version: %d, current: %d".formatted(wanted, current))
          .cause("ResourceVersionTooLarge", "Too large resource version", "")
          .retryAfter(1);
    }
  }
}
