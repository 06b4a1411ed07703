package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * How a delete is to be done, from the body or the query.
 *
 * @param graceSeconds how long the object may take to end; only pods heed it
 * @param uid refuse unless the object is this very one
 * @param resourceVersion refuse unless the object is in this very state
 */
public record DeleteOptions(
    boolean dryRun,
    Optional<Long> graceSeconds,
    Optional<String> uid,
    Optional<String> resourceVersion,
    Propagation propagation) {

  /** What becomes of the objects that this one owns. */
  public enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN,
    UNSAID
  }

  /** What controllers of this server delete with. */
  public static final DeleteOptions BACKGROUND =
      new DeleteOptions(
          false, Optional.empty(), Optional.empty(), Optional.empty(), Propagation.BACKGROUND);

  /** The same of another version, if it is of any. */
  public DeleteOptions at(Optional<String> version) {
    return new DeleteOptions(
        dryRun, graceSeconds, uid, resourceVersion.flatMap(_ -> version), propagation);
  }

  public static DeleteOptions of(ApiRequest request) {
    JsonNode body =
        request.http().body().isEmpty() ? MissingNode.getInstance() : Bodies.tree(request.http());
    return of(body, request);
  }

  public static DeleteOptions of(JsonNode body, ApiRequest request) {
    return new DeleteOptions(
        request.query().get("dryRun").isPresent() || !body.path("dryRun").isEmpty(),
        number(body.path("gracePeriodSeconds"))
            .or(() -> request.query().number("gracePeriodSeconds")),
        text(body.at("/preconditions/uid")),
        text(body.at("/preconditions/resourceVersion")),
        propagation(body, request));
  }

  private static Propagation propagation(JsonNode body, ApiRequest request) {
    String named =
        text(body.path("propagationPolicy"))
            .or(() -> request.query().get("propagationPolicy"))
            .orElse(body.path("orphanDependents").asBoolean(false) ? "Orphan" : "");
    return switch (named) {
      case "Orphan" -> Propagation.ORPHAN;
      case "Foreground" -> Propagation.FOREGROUND;
      case "Background" -> Propagation.BACKGROUND;
      case "" -> Propagation.UNSAID;
      default ->
          throw new ApiError(
              422,
              "Invalid",
              "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \""
                  + named
                  + "\": supported values: \"Background\", \"Foreground\", \"Orphan\"");
    };
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(t -> !t.isEmpty());
  }

  private static Optional<Long> number(JsonNode node) {
    return node.isNumber() ? Optional.of(node.asLong()) : Optional.empty();
  }
}
