package dev.quorate.cli;

import dev.quorate.model.ServerLine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One way to each member, opened when it is first needed and used until the end. */
final class OpenRoutes implements AutoCloseable {
  private final MemberRoutes routes;
  private final Connection connection;
  private final Map<String, MemberRoutes.Route> open = new ConcurrentHashMap<>();

  OpenRoutes(MemberRoutes routes, Connection connection) {
    this.routes = routes;
    this.connection = connection;
  }

  MemberRoutes.Route to(SeenPod pod) {
    return open.computeIfAbsent(
        pod.name(),
        _ -> routes.open(connection.client(), connection.namespace(), pod, ServerLine.CLIENT_PORT));
  }

  @Override
  public void close() {
    open.values().forEach(MemberRoutes.Route::close);
  }
}
