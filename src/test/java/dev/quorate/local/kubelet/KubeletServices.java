package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.Events;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/** What all pods of a kubelet share. */
record KubeletServices(
    KubeletSettings settings,
    KubernetesClient client,
    ClusterInformers cluster,
    ClaimDirectories claims,
    Images images,
    NodeFiles files,
    RunTime runTime) {

  /** How processes are started and what happens is told. */
  record RunTime(Warden warden, Events events, InstantSource clock) {}

  Warden warden() {
    return runTime.warden();
  }

  Events events() {
    return runTime.events();
  }
}
