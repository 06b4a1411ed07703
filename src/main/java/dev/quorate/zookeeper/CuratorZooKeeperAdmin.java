package dev.quorate.zookeeper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.curator.RetryPolicy;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * Sessions over ZooKeeper's own client, with what would make their outcome doubtful switched off:
 * Curator's retries (a guarded reconfiguration that was applied, and repeated after a lost
 * connection, would be reported as refused) and its ensemble tracker (which follows the client
 * addresses in the configuration to wherever they lead, hazard Z25).
 */
public final class CuratorZooKeeperAdmin implements ZooKeeperAdmin {
  private static final RetryPolicy NEVER = (_, _, _) -> false;

  private final Timeouts timeouts;

  /**
   * How long to wait.
   *
   * @param connect for a session, all servers together
   * @param session how long a server that hears nothing keeps the session
   * @param request for an answer
   */
  public record Timeouts(Duration connect, Duration session, Duration request) {}

  public CuratorZooKeeperAdmin(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public AdminSession open(List<String> servers, Login login) {
    return new CuratorAdminSession(session(servers, login), timeouts);
  }

  /** For looking at what a server has. */
  public Znodes browse(String server, Login login) {
    return new Znodes(session(List.of(server), login), timeouts);
  }

  /** For putting load on a server. */
  public LoadSession load(String server) {
    return new LoadSession(session(List.of(server), new Login.Anonymous()), timeouts);
  }

  private CuratorFramework session(List<String> servers, Login login) {
    var builder =
        CuratorFrameworkFactory.builder()
            .connectString(String.join(",", servers))
            .connectionTimeoutMs(millis(timeouts.connect))
            .sessionTimeoutMs(millis(timeouts.session))
            .retryPolicy(NEVER)
            .ensembleTracker(false)
            .zkClientConfig(clientConfig());
    if (login instanceof Login.Superuser(var password)) {
      builder.authorization("digest", ("super:" + password).getBytes(StandardCharsets.UTF_8));
    }
    CuratorFramework client = builder.build();
    client.start();
    return client;
  }

  private ZKClientConfig clientConfig() {
    var config = new ZKClientConfig();
    config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    config.setProperty(
        ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Long.toString(timeouts.request.toMillis()));
    return config;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
