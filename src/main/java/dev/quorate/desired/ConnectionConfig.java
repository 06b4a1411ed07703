package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import java.util.Map;

/**
 * Connections of clients, and between members. Their number is left unlimited, of which ZooKeeper
 * warns at start: a server that is full turns probes and the operator away too (fault F29).
 */
final class ConnectionConfig implements ZooCfgFragment {

  @Override
  public Map<String, String> defaults(Ensemble ensemble) {
    return Map.of(
        // Per source address, and behind address translation all clients share one (hazard Z36).
        "maxClientCnxns", "0",
        // Networks drop idle connections silently.
        "tcpKeepAlive", "true",
        "clientTcpKeepAlive", "true");
  }
}
