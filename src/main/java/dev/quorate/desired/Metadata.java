package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/**
 * What every object of a cluster is called and who owns it.
 *
 * <p>Nothing of the resource's own labels or annotations is passed on: GitOps tools track objects
 * by {@code app.kubernetes.io/instance} or {@code argocd.argoproj.io/*}, and would prune copies.
 */
final class Metadata {
  private Metadata() {}

  static ObjectMetaBuilder of(Ensemble ensemble, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(ensemble.names().namespace())
        .withLabels(Labels.object(ensemble.names().cluster()))
        .withOwnerReferences(owner(ensemble.owner()));
  }

  private static OwnerReference owner(Ensemble.Owner owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.apiVersion())
        .withKind(owner.kind())
        .withName(owner.name())
        .withUid(owner.uid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
