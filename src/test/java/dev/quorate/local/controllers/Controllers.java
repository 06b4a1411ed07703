package dev.quorate.local.controllers;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/** All controllers but the scheduler, running. */
public final class Controllers implements AutoCloseable {
  private final StatefulSetController sets;
  private final ClaimController claims;
  private final VolumeController volumes;
  private final EndpointsController endpoints;
  private final PodDisruptionBudgetController budgets;

  /** Starts them. */
  public Controllers(
      KubernetesClient client, ClusterInformers cluster, ClaimDirectories directories) {
    var clock = InstantSource.system();
    sets = new StatefulSetController(client, cluster, clock);
    claims = new ClaimController(client, cluster, directories);
    volumes = new VolumeController(client, cluster, directories);
    endpoints = new EndpointsController(client, cluster);
    budgets = new PodDisruptionBudgetController(client, cluster, clock);
  }

  @Override
  public void close() {
    sets.close();
    claims.close();
    volumes.close();
    endpoints.close();
    budgets.close();
  }
}
