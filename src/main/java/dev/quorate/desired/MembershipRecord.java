package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Keys;
import dev.quorate.model.QuorumConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/**
 * The list that a member reads before it starts: whom to ask, and whether the volume that it finds
 * may be trusted. Names every committed member at any time.
 */
final class MembershipRecord {
  private MembershipRecord() {}

  static ConfigMap of(Ensemble ensemble, Topology topology) {
    return new ConfigMapBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().membership()).build())
        .addToData(Keys.FORMED, Boolean.toString(topology.formed()))
        .addToData(Keys.SERVERS, new QuorumConfig(0, topology.servers()).render())
        .build();
  }
}
