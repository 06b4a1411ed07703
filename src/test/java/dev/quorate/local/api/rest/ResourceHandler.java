package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.patch.Patches;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.ApiRequest;
import dev.quorate.local.api.request.Bodies;
import dev.quorate.local.api.request.DeleteOptions;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.Views;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.subresource.LogReader;
import dev.quorate.local.api.subresource.PodLogs;
import dev.quorate.local.api.tables.PlainRendering;
import dev.quorate.local.api.tables.Renderings;
import dev.quorate.local.api.types.ResourceType;
import dev.quorate.local.api.types.ResourceTypes;
import dev.quorate.local.api.types.TypeVersion;
import dev.quorate.local.api.write.Deletions;
import dev.quorate.local.api.write.Writes;
import dev.quorate.local.api.write.Written;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Sends each request about a resource to the verb that it asks for. */
public final class ResourceHandler {
  private static final Set<String> NAMED = Set.of("get", "update", "patch", "apply", "delete");
  private final ResourceTypes types;
  private final Store store;
  private final Continuations continuations = new Continuations();
  private final Reads reads;
  private final Watches watches;
  private final Writes writes;
  private final Deletions deletions;
  private final Subresources subresources;

  public ResourceHandler(Store store, ResourceTypes types, AtomicReference<PodLogs> logs) {
    this.store = store;
    this.types = types;
    this.reads = new Reads(store, continuations);
    this.watches = new Watches(store);
    this.writes = new Writes(store);
    this.deletions = new Deletions(store);
    this.subresources = new Subresources(store, writes, deletions, new LogReader(store, logs));
  }

  /**
   * Answers a request about a resource.
   *
   * @throws ApiError when it is refused
   */
  public HttpAnswer answer(ApiRequest request) {
    Target target = target(request);
    if (target.name().isEmpty() && NAMED.contains(request.verb())) {
      throw ApiError.noSuchMethod();
    }
    return subresources.answer(target, request).orElseGet(() -> object(target, request));
  }

  private HttpAnswer object(Target target, ApiRequest request) {
    if (request.verb().equals("create") && !target.name().isEmpty()) {
      throw ApiError.noSuchMethod();
    }
    var rendering = Renderings.of(target, request);
    return switch (request.verb()) {
      case "get" -> reads.get(target, rendering);
      case "list" -> reads.list(target, request, rendering);
      case "watch" -> watches.watch(target, request, rendering);
      case "create" -> create(target, request);
      case "update" -> update(target, request);
      case "patch" -> patch(target, request);
      case "apply" -> apply(target, request);
      case "delete" -> delete(target, request);
      case "deletecollection" -> deleteAll(target, request);
      default -> throw ApiError.noSuchMethod();
    };
  }

  /** Forgets history and half-read lists, as a compaction does. */
  public void compact() {
    continuations.forget();
    store.compact();
  }

  private Target target(ApiRequest request) {
    ResourceType type =
        types
            .byPath(request.group(), request.version(), request.resource())
            .orElseThrow(ApiError::noSuchResource);
    TypeVersion version = type.version(request.version()).orElseThrow();
    String subresource = request.subresource();
    if (!subresource.isEmpty() && !version.subresources().contains(subresource)) {
      throw ApiError.noSuchResource();
    }
    return new Target(type, version, request.namespace(), request.name(), subresource);
  }

  private HttpAnswer create(Target target, ApiRequest request) {
    ObjectNode sent = Bodies.object(request.http(), target);
    return answer(target, writes.create(target, sent, WriteOptions.of(request)));
  }

  private HttpAnswer update(Target target, ApiRequest request) {
    ObjectNode sent = Bodies.object(request.http(), target);
    Meta.of(sent).node().put("name", target.name());
    return answer(target, writes.replace(target, sent, WriteOptions.of(request)));
  }

  private HttpAnswer patch(Target target, ApiRequest request) {
    var change = Patches.of(target, request.http());
    return answer(target, writes.update(target, change, WriteOptions.of(request)));
  }

  private HttpAnswer apply(Target target, ApiRequest request) {
    if (request.query().get("fieldManager").isEmpty()) {
      throw new ApiError(
          422,
          "Invalid",
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required"
              + " for apply patch");
    }
    ObjectNode sent = Bodies.object(request.http(), target);
    return answer(target, writes.apply(target, sent, WriteOptions.of(request)));
  }

  private static HttpAnswer answer(Target target, Written written) {
    HttpAnswer.Full answer =
        Answers.json(written.created() ? 201 : 200, Views.toClient(target, written.object()));
    List<String> warnings =
        written.warnings().stream().map(w -> "299 - \"" + w.replace("\"", "\\\"") + "\"").toList();
    return warnings.isEmpty() ? answer : answer.with("Warning", String.join(", ", warnings));
  }

  private HttpAnswer delete(Target target, ApiRequest request) {
    var outcome = deletions.delete(target, DeleteOptions.of(request));
    boolean object = !outcome.gone() || target.type().id().qualified().equals("pods");
    return Answers.json(
        200, object ? Views.toClient(target, outcome.object()) : outcome.status(target));
  }

  private HttpAnswer deleteAll(Target target, ApiRequest request) {
    var selection = Selection.of(target, request);
    var options = DeleteOptions.of(request);
    List<ObjectNode> deleted =
        store.atomically(() ->
            store.list(target.storedType(), target.namespace()).stream()
                .filter(selection::selects)
                .map(o -> deletions.delete(at(target, o), options).object())
                .toList());
    ObjectNode list = new PlainRendering(target).many(deleted);
    list.withObject("/metadata").put("resourceVersion", Long.toString(store.revision()));
    return Answers.json(200, list);
  }

  private static Target at(Target target, ObjectNode object) {
    Meta meta = Meta.of(object);
    return new Target(target.type(), target.version(), meta.namespace(), meta.name(), "");
  }

  /** Puts an object there as the server itself does at its start. */
  public void bootstrap(String apiVersion, String kind, String namespace, String name) {
    ResourceType type = types.byKind(apiVersion, kind).orElseThrow();
    ObjectNode object = Json.object().put("apiVersion", apiVersion).put("kind", kind);
    Meta.of(object).node().put("name", name);
    var target = new Target(type, type.versions().getFirst(), namespace, "", "");
    if (type.namespaced()) {
      Meta.of(object).node().put("namespace", namespace);
    }
    writes.create(target, object, new WriteOptions(false, "kube-apiserver", "Ignore", false));
  }
}
