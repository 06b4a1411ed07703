package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/**
 * The members' names. They resolve before a member is ready, because it becomes ready only with the
 * help of the others (hazard Z31).
 */
final class MembersService {
  private MembersService() {}

  static Service of(Ensemble ensemble) {
    return new ServiceBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().membersService()).build())
        .withNewSpec()
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(Labels.object(ensemble.names().cluster()))
        .withPorts(ServerPort.ALL.stream().map(MembersService::port).toList())
        .endSpec()
        .build();
  }

  static ServicePort port(ServerPort port) {
    return new ServicePortBuilder()
        .withName(port.name())
        .withPort(port.number())
        .withProtocol(ServerPort.PROTOCOL)
        .build();
  }
}
