package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The pod of a member as the operator makes it, before the user's overlay. */
final class MemberTemplate {
  private static final long UNPRIVILEGED = 1000;

  private MemberTemplate() {}

  static PodTemplateSpec of(Ensemble ensemble, Role role, String configName, boolean bootstrap) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(labels(ensemble, role))
        .withAnnotations(annotations(ensemble))
        .endMetadata()
        .withSpec(spec(ensemble, role, configName, bootstrap))
        .build();
  }

  private static PodSpec spec(Ensemble ensemble, Role role, String configName, boolean bootstrap) {
    var pod = ensemble.pod();
    return new PodSpecBuilder()
        .withAffinity(Placement.affinity(ensemble, role))
        .withAutomountServiceAccountToken(false)
        .withContainers(ServerContainer.of(ensemble, role, bootstrap))
        // Variables for every Service of the namespace could carry any name, ours included.
        .withEnableServiceLinks(false)
        .withImagePullSecrets(pod.imagePullSecrets())
        .withNodeSelector(pod.nodeSelector().isEmpty() ? null : pod.nodeSelector())
        .withPriorityClassName(pod.priorityClassName().orElse(null))
        .withSecurityContext(pod.securityContext().orElseGet(MemberTemplate::restricted))
        .withServiceAccountName(
            pod.serviceAccountName().orElseGet(ensemble.names()::serviceAccount))
        .withTerminationGracePeriodSeconds((long) pod.terminationGracePeriodSeconds())
        .withTolerations(pod.tolerations())
        .withTopologySpreadConstraints(Placement.spread(ensemble, role))
        .withVolumes(MemberVolumes.inPod(ensemble, configName))
        .build();
  }

  private static Map<String, String> labels(Ensemble ensemble, Role role) {
    var labels = new TreeMap<>(ensemble.pod().labels());
    labels.putAll(ownedLabels(ensemble, role));
    return labels;
  }

  /** What selectors look for. */
  static Map<String, String> ownedLabels(Ensemble ensemble, Role role) {
    var labels = new TreeMap<>(Labels.object(ensemble.names().cluster()));
    labels.putAll(Labels.members(ensemble.names().cluster(), role));
    return labels;
  }

  private static Map<String, String> annotations(Ensemble ensemble) {
    var annotations = new TreeMap<>(ensemble.pod().annotations());
    ensemble.restartAt().ifPresent(time -> annotations.put(Labels.RESTART_AT, time));
    return annotations;
  }

  /** What the restricted Pod Security level asks of a pod; the image runs as this user. */
  private static PodSecurityContext restricted() {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(UNPRIVILEGED)
        .withRunAsGroup(UNPRIVILEGED)
        .withFsGroup(UNPRIVILEGED)
        // Else every start changes the owner of every file again.
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }
}
