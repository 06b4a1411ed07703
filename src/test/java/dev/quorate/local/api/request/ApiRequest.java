package dev.quorate.local.api.request;

import dev.quorate.local.api.http.HttpRequest;
import dev.quorate.local.api.http.Query;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as an audit log and a fault rule see it.
 *
 * @param verb get, list, watch, create, update, patch, apply, delete, deletecollection; for other
 *     paths the HTTP method in lower case
 * @param group empty for the core group and for paths that name no resource
 * @param resource the plural, empty for paths that name no resource
 * @param subresource such as status or eviction, else empty
 */
public record ApiRequest(
    String verb,
    String group,
    String version,
    String resource,
    String namespace,
    String name,
    String subresource,
    HttpRequest http) {

  public static ApiRequest of(HttpRequest http) {
    Optional<ApiPath> path = ApiPath.parse(http.path());
    return path.map(p -> about(p, http))
        .orElseGet(() ->
            new ApiRequest(http.method().toLowerCase(Locale.ROOT), "", "", "", "", "", "", http));
  }

  private static ApiRequest about(ApiPath path, HttpRequest http) {
    // A watch on one name is a watch on the collection that selects it.
    return new ApiRequest(
        verb(http, !path.name().isEmpty()),
        path.group(),
        path.version(),
        path.plural(),
        path.namespace(),
        path.name(),
        path.subresource(),
        http);
  }

  private static String verb(HttpRequest http, boolean named) {
    return switch (http.method()) {
      case "GET", "HEAD" -> {
        if (http.query().flag("watch")) {
          yield "watch";
        }
        yield named ? "get" : "list";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> isApply(http) ? "apply" : "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> http.method().toLowerCase(Locale.ROOT);
    };
  }

  private static boolean isApply(HttpRequest http) {
    return http.header("content-type").filter(t -> t.contains("apply-patch")).isPresent();
  }

  /** The query parameters. */
  public Query query() {
    return http.query();
  }

  /** Whether it may change something: everything but get, list and watch of resources. */
  public boolean writes() {
    return switch (verb) {
      case "create", "update", "patch", "apply", "delete", "deletecollection" -> !isReview();
      default -> false;
    };
  }

  /** Who writes: the declared field manager, else the first word of the user agent. */
  public String manager() {
    return query()
        .get("fieldManager")
        .or(() -> http.header("user-agent").map(a -> a.split("/", 2)[0]))
        .filter(m -> !m.isBlank())
        .orElse("unknown");
  }

  private boolean isReview() {
    return group.equals("authorization.k8s.io") || group.equals("authentication.k8s.io");
  }
}
