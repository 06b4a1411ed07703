package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** The members' identity: it may do nothing, and its token reaches no pod. */
final class MembersServiceAccount {
  private MembersServiceAccount() {}

  static ServiceAccount of(Ensemble ensemble) {
    return new ServiceAccountBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().serviceAccount()).build())
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
