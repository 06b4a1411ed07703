package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;

/**
 * What there is for observers: their pods, and a Service for clients that only read, so that these
 * never burden a voter.
 *
 * @param revision of their configuration and pod template
 */
public record ObserverResources(StatefulSet set, Service clients, String revision) {

  /** Empty while there are none, none are wanted, or nobody could feed them yet. */
  static Optional<ObserverResources> of(Ensemble ensemble, Topology topology, ConfigFiles files) {
    boolean any = topology.observerReplicas() > 0 || ensemble.observers().replicas() > 0;
    return any && topology.formed()
        ? Optional.of(rendered(ensemble.as(Role.OBSERVER), topology, files))
        : Optional.empty();
  }

  private static ObserverResources rendered(
      Ensemble ensemble, Topology topology, ConfigFiles files) {
    var pods = MemberPods.of(ensemble, Role.OBSERVER, files.name(ensemble), true);
    return new ObserverResources(
        MembersStatefulSet.of(ensemble, Role.OBSERVER, topology, pods),
        clients(ensemble),
        pods.revision());
  }

  private static Service clients(Ensemble ensemble) {
    return new ServiceBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().observerClientService()).build())
        .withNewSpec()
        .withSelector(Labels.members(ensemble.names().cluster(), Role.OBSERVER))
        .withPorts(MembersService.port(ServerPort.CLIENT))
        .endSpec()
        .build();
  }
}
