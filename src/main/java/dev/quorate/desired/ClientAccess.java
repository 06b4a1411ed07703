package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Service that clients connect to; it leads to every member that is ready.
 *
 * <p>Until the ensemble has formed it leads nowhere: its selector asks for a label that no pod has.
 * So no client write is acknowledged before the record exists that forbids a second bootstrap
 * (hazard Z28).
 */
final class ClientAccess {
  private ClientAccess() {}

  static Service of(Ensemble ensemble, Topology topology) {
    var wanted = ensemble.clientService();
    var metadata =
        Metadata.of(ensemble, ensemble.names().clientService())
            .withAnnotations(wanted.annotations().isEmpty() ? null : wanted.annotations())
            .withLabels(labels(ensemble))
            .build();
    return new ServiceBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withType(wanted.type())
        .withSelector(selector(ensemble, topology))
        .withPorts(MembersService.port(ServerPort.CLIENT))
        .endSpec()
        .build();
  }

  private static Map<String, String> labels(Ensemble ensemble) {
    var labels = new TreeMap<>(ensemble.clientService().labels());
    labels.putAll(Labels.object(ensemble.names().cluster()));
    return labels;
  }

  private static Map<String, String> selector(Ensemble ensemble, Topology topology) {
    var selector = new TreeMap<>(Labels.object(ensemble.names().cluster()));
    if (!topology.formed()) {
      selector.put(Labels.FORMED, "true");
    }
    return selector;
  }
}
