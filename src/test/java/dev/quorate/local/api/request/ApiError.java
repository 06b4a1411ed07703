package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.types.ResourceType;
import java.util.List;

/** A request that the server refuses, as the Status object that tells the client why. */
public final class ApiError extends RuntimeException {
  private final int code;
  private final String reason;
  private final transient ObjectNode details = Json.object();

  public ApiError(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  /** The HTTP status. */
  public int code() {
    return code;
  }

  /** The Kubernetes reason, such as NotFound. */
  public String reason() {
    return reason;
  }

  /** The body of the answer. */
  public ObjectNode status() {
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    return status.put("code", code);
  }

  public static ApiError notFound(ResourceType type, String name) {
    return new ApiError(
            404, "NotFound", "%s \"%s\" not found".formatted(type.id().qualified(), name))
        .about(type, name);
  }

  public static ApiError noSuchResource() {
    return new ApiError(404, "NotFound", "the server could not find the requested resource");
  }

  public static ApiError noSuchMethod() {
    return new ApiError(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  public static ApiError alreadyExists(ResourceType type, String name) {
    return new ApiError(
            409, "AlreadyExists", "%s \"%s\" already exists".formatted(type.id().qualified(), name))
        .about(type, name);
  }

  public static ApiError conflict(ResourceType type, String name, String why) {
    return new ApiError(
            409,
            "Conflict",
            "Operation cannot be fulfilled on %s \"%s\": %s"
                .formatted(type.id().qualified(), name, why))
        .about(type, name);
  }

  /** A precondition of a deletion did not hold; this one error names the kind. */
  public static ApiError unmet(ResourceType type, String name, String why) {
    String group = type.id().group();
    String what = type.names().kind() + (group.isEmpty() ? "" : "." + group);
    return new ApiError(
            409,
            "Conflict",
            "Operation cannot be fulfilled on %s \"%s\": %s".formatted(what, name, why))
        .about(type, name);
  }

  /** The optimistic lock did not hold. */
  public static ApiError modified(ResourceType type, String name) {
    return conflict(
        type,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  public static ApiError forbidden(ResourceType type, String name, String why) {
    return new ApiError(
            403,
            "Forbidden",
            "%s \"%s\" is forbidden: %s".formatted(type.id().qualified(), name, why))
        .about(type, name);
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequest", message);
  }

  /** The object as a whole is not acceptable; names every error. */
  public static ApiError invalid(ResourceType type, String name, List<FieldError> errors) {
    String all =
        errors.size() == 1
            ? errors.getFirst().toString()
            : "[" + String.join(", ", errors.stream().map(FieldError::toString).toList()) + "]";
    var error =
        new ApiError(
            422, "Invalid", "%s \"%s\" is invalid: %s".formatted(type.qualifiedKind(), name, all));
    error.about(type, name).details.put("kind", type.names().kind());
    for (FieldError e : errors) {
      error.cause(e.reason(), e.detail(), e.field());
    }
    return error;
  }

  /** Adds a machine-readable cause. */
  public ApiError cause(String causeReason, String message, String field) {
    ArrayNode causes = details.withArray("causes");
    ObjectNode cause = causes.addObject();
    cause.put("reason", causeReason).put("message", message);
    if (!field.isEmpty()) {
      cause.put("field", field);
    }
    return this;
  }

  /** Tells the client when to come back. */
  public ApiError retryAfter(int seconds) {
    details.put("retryAfterSeconds", seconds);
    return this;
  }

  private ApiError about(ResourceType type, String name) {
    details.put("name", name);
    if (!type.id().group().isEmpty()) {
      details.put("group", type.id().group());
    }
    details.put("kind", type.id().plural());
    return this;
  }
}
