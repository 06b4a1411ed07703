package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a client needs to know, for its pod to mount or to refer to. ZooKeeper clients balance over
 * a list of members themselves, which beats one virtual address; the endpoint is there for those
 * that take only one.
 *
 * <p>Absent until the ensemble has formed, for the reason that the client Service leads nowhere
 * until then: a client that waits for this object cannot write too early (hazard Z28).
 */
final class ConnectionDetails {
  static final String CONNECT_STRING = "connectString";
  static final String ENDPOINT = "endpoint";
  static final String CLIENT_PROPERTIES = "client.properties";

  private ConnectionDetails() {}

  static Optional<ConfigMap> of(Ensemble ensemble, Topology topology) {
    if (!topology.formed()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigMapBuilder()
            .withMetadata(Metadata.of(ensemble, ensemble.names().connection()).build())
            .addToData(CLIENT_PROPERTIES, clientProperties(connectString(topology)))
            .addToData(CONNECT_STRING, connectString(topology))
            .addToData(ENDPOINT, ensemble.names().endpoint())
            .build());
  }

  private static String connectString(Topology topology) {
    return topology.servers().stream()
        .sorted(Comparator.comparing(ServerLine::id))
        .map(server -> server.clientHost() + ":" + server.clientPort())
        .collect(Collectors.joining(","));
  }

  /** For {@code zkCli.sh -client-configuration} and {@code new ZKClientConfig(file)}. */
  private static String clientProperties(String connectString) {
    var properties = new TreeMap<String, String>();
    properties.put("zookeeper.connect", connectString);
    properties.put("zookeeper.client.secure", "false");
    // Without it a client looks for a login context first and warns when there is none.
    properties.put("zookeeper.sasl.client", "false");
    return PropertiesText.of(properties);
  }
}
