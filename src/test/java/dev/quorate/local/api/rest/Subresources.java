package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.patch.Patches;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.Bodies;
import dev.quorate.local.api.request.DeleteOptions;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.subresource.Bindings;
import dev.quorate.local.api.subresource.Evictions;
import dev.quorate.local.api.subresource.LogReader;
import dev.quorate.local.api.subresource.ScaleView;
import dev.quorate.local.api.write.Deletions;
import dev.quorate.local.api.write.Writes;
import java.util.Optional;

/** Sends requests about subresources with a form of their own where they belong. */
final class Subresources {
  private final Store store;
  private final Writes writes;
  private final Bindings bindings;
  private final Evictions evictions;
  private final LogReader logs;

  Subresources(Store store, Writes writes, Deletions deletions, LogReader logs) {
    this.store = store;
    this.writes = writes;
    this.bindings = new Bindings(writes);
    this.evictions = new Evictions(store, deletions);
    this.logs = logs;
  }

  /** Nothing when the subresource has the form of its object. */
  Optional<HttpAnswer> answer(Target target, ApiRequest request) {
    return switch (target.subresource()) {
      case "scale" -> Optional.of(scale(target, request));
      case "log" -> Optional.of(logs.read(target, request.query()));
      case "eviction" -> Optional.of(Answers.json(201, evict(target, request)));
      case "binding" -> Optional.of(Answers.json(201, bind(target, request)));
      default -> Optional.empty();
    };
  }

  private ObjectNode evict(Target target, ApiRequest request) {
    JsonNode eviction = Bodies.tree(request.http());
    return evictions.evict(target, DeleteOptions.of(eviction.path("deleteOptions"), request));
  }

  private ObjectNode bind(Target target, ApiRequest request) {
    return bindings.bind(target, Bodies.tree(request.http()), WriteOptions.of(request));
  }

  private HttpAnswer scale(Target target, ApiRequest request) {
    ScaleView view = ScaleView.of(target);
    ObjectNode object =
        switch (request.verb()) {
          case "get" ->
              store
                  .find(target.id())
                  .orElseThrow(() -> ApiError.notFound(target.type(), target.name()));
          case "update" -> {
            JsonNode scale = Bodies.tree(request.http());
            yield writes
                .update(target, o -> view.apply(scale, o), WriteOptions.of(request))
                .object();
          }
          case "patch" -> {
            var change = Patches.dialect(target, request.http());
            yield writes
                .update(
                    target, o -> view.apply(change.apply(view.of(o)), o), WriteOptions.of(request))
                .object();
          }
          default -> throw ApiError.noSuchMethod();
        };
    return Answers.json(200, view.of(object));
  }
}
