package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Keys;
import dev.quorate.model.Mount;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** The one container of a member: the unmodified image, started through the start script. */
final class ServerContainer {

  private ServerContainer() {}

  static Container of(Ensemble ensemble, Role role, boolean bootstrap) {
    return new ContainerBuilder()
        .withName(Keys.SERVER_CONTAINER)
        .withImage(ensemble.image())
        .withCommand("/bin/bash", Mount.CONFIG.path() + "/" + ConfigFiles.START)
        .withEnv(ServerEnvironment.of(ensemble, role, bootstrap))
        .withPorts(ServerPort.ALL.stream().map(ServerContainer::port).toList())
        .withResources(ensemble.pod().resources())
        .withSecurityContext(restricted())
        .withStartupProbe(ServerProbes.startup())
        .withLivenessProbe(ServerProbes.liveness())
        .withReadinessProbe(ServerProbes.readiness())
        // What a start refuses or ZooKeeper dies of stands in its last lines, and so in the pod's
        // status.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withVolumeMounts(MemberVolumes.inContainer(ensemble))
        .build();
  }

  private static ContainerPort port(ServerPort port) {
    return new ContainerPortBuilder()
        .withName(port.name())
        .withContainerPort(port.number())
        .withProtocol(ServerPort.PROTOCOL)
        .build();
  }

  private static SecurityContext restricted() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
