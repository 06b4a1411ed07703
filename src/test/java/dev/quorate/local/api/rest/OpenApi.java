package dev.quorate.local.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpAnswer;
import dev.quorate.local.api.http.HttpRequest;
import dev.quorate.local.api.schema.ModelDefinitions;
import dev.quorate.local.api.schema.TypeSchemas;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.types.ResourceType;
import dev.quorate.local.api.types.ResourceTypes;
import dev.quorate.local.api.types.TypeVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The OpenAPI documents: v3 by group and version, with what kubectl looks up in them (schemas by
 * kind, and which parameters a patch takes); v2 says only that the server is there.
 */
public final class OpenApi {
  private static final String REF = "#/components/schemas/";
  private final ResourceTypes types;

  public OpenApi(ResourceTypes types) {
    this.types = types;
  }

  /** The answer, if the path is one of these documents. */
  public Optional<HttpAnswer> answer(HttpRequest request) {
    String path = request.path();
    if (path.equals("/openapi/v2")) {
      return Optional.of(v2(request));
    }
    if (path.equals("/openapi/v3")) {
      return Optional.of(Answers.json(200, index()));
    }
    return path.startsWith("/openapi/v3/")
        ? document(path.substring("/openapi/v3/".length())).map(d -> Answers.json(200, d))
        : Optional.empty();
  }

  private static HttpAnswer v2(HttpRequest request) {
    if (!request.header("accept").orElse("json").contains("json")) {
      return OpenApiV2.answer();
    }
    ObjectNode document = Json.object().put("swagger", "2.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.33.4");
    document.putObject("paths");
    document.putObject("definitions");
    return Answers.json(200, document);
  }

  private ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode paths = index.putObject("paths");
    for (ResourceType type : types.all()) {
      for (TypeVersion version : type.versions()) {
        String path = root(type, version);
        if (!paths.has(path)) {
          paths
              .putObject(path)
              .put(
                  "serverRelativeURL",
                  "/openapi/v3/" + path + "?hash=" + Integer.toHexString(hash(path)));
        }
      }
    }
    return index;
  }

  /** Changes with the definitions, since clients cache documents by it. */
  private int hash(String root) {
    int hash = 1;
    for (ResourceType type : types.all()) {
      for (TypeVersion version : type.versions()) {
        if (root(type, version).equals(root)) {
          hash = 31 * hash + version.definition().hashCode();
        }
      }
    }
    return hash;
  }

  private static String root(ResourceType type, TypeVersion version) {
    return (type.id().group().isEmpty() ? "api/" : "apis/") + type.apiVersion(version);
  }

  private Optional<ObjectNode> document(String root) {
    ObjectNode document = Json.object().put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.33.4");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (ResourceType type : types.all()) {
      for (TypeVersion version : type.versions()) {
        if (root(type, version).equals(root)) {
          path(paths, type, version, root);
          schema(schemas, type, version);
        }
      }
    }
    return paths.isEmpty() ? Optional.empty() : Optional.of(document);
  }

  private static void path(ObjectNode paths, ResourceType type, TypeVersion version, String root) {
    String place = type.namespaced() ? "/namespaces/{namespace}/" : "/";
    String collection = "/" + root + place + type.id().plural();
    operation(paths.putObject(collection).putObject("get"), "list", type, version);
    ObjectNode item = paths.putObject(collection + "/{name}");
    operation(item.putObject("get"), "get", type, version);
    ObjectNode patch = item.putObject("patch");
    operation(patch, "patch", type, version);
    ArrayNode parameters = patch.putArray("parameters");
    for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
      ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
      parameter.putObject("schema").put("type", "string");
    }
  }

  private static void operation(
      ObjectNode operation, String action, ResourceType type, TypeVersion version) {
    operation.put("x-kubernetes-action", action);
    operation.set("x-kubernetes-group-version-kind", kind(type, version));
    operation.putObject("responses").putObject("200").put("description", "OK");
  }

  private static ObjectNode kind(ResourceType type, TypeVersion version) {
    return Json.object()
        .put("group", type.id().group())
        .put("kind", type.names().kind())
        .put("version", version.name());
  }

  private static void schema(ObjectNode schemas, ResourceType type, TypeVersion version) {
    JsonNode source = TypeSchemas.of(type, version).source();
    if (source instanceof ObjectNode schema && source.has("properties")) {
      ObjectNode own = schema.deepCopy();
      own.putArray("x-kubernetes-group-version-kind").add(kind(type, version));
      String name =
          type.custom()
              ? type.apiVersion(version).replace('/', '.') + "." + type.names().kind()
              : type.names().kind();
      schemas.set(name, own);
      SequencedSet<String> open = new LinkedHashSet<>();
      references(own, open);
      while (!open.isEmpty()) {
        String next = open.removeFirst();
        if (!schemas.has(next)) {
          ObjectNode definition = ModelDefinitions.SHARED.definitions().get(next).deepCopy();
          schemas.set(next, definition);
          references(definition, open);
        }
      }
    }
  }

  private static void references(JsonNode tree, SequencedSet<String> found) {
    JsonNode reference = tree.path("$ref");
    if (reference.isTextual()) {
      found.add(reference.asText().substring(REF.length()));
    }
    tree.forEach(child -> references(child, found));
  }
}
