package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Names and selectors that lead from one object of an installation to another. */
final class References {
  private final List<HasMetadata> objects;

  private References(List<HasMetadata> objects) {
    this.objects = objects;
  }

  static void assertComplete(List<HasMetadata> objects) {
    var references = new References(objects);
    objects.forEach(references::check);
  }

  private void check(HasMetadata object) {
    switch (object) {
      case ClusterRoleBinding binding -> {
        exists(binding.getRoleRef().getKind(), binding.getRoleRef().getName(), null);
        binding.getSubjects().forEach(this::exists);
      }
      case RoleBinding binding -> {
        String namespace = binding.getMetadata().getNamespace();
        exists(binding.getRoleRef().getKind(), binding.getRoleRef().getName(), namespace);
        binding.getSubjects().forEach(this::exists);
      }
      case Deployment deployment -> {
        var template = deployment.getSpec().getTemplate();
        String namespace = deployment.getMetadata().getNamespace();
        exists("ServiceAccount", template.getSpec().getServiceAccountName(), namespace);
        selects(deployment.getSpec().getSelector().getMatchLabels());
      }
      case Service service -> selects(service.getSpec().getSelector());
      case PodDisruptionBudget budget -> selects(budget.getSpec().getSelector().getMatchLabels());
      default -> {}
    }
  }

  private void exists(Subject subject) {
    exists(subject.getKind(), subject.getName(), subject.getNamespace());
  }

  private void exists(String kind, String name, String namespace) {
    assertThat(objects)
        .as("%s %s in namespace %s", kind, name, namespace)
        .anyMatch(o ->
            o.getKind().equals(kind)
                && o.getMetadata().getName().equals(name)
                && Objects.equals(o.getMetadata().getNamespace(), namespace));
  }

  private void selects(Map<String, String> selector) {
    assertThat(objects)
        .as("a Deployment whose pods have %s", selector)
        .anyMatch(o ->
            o instanceof Deployment d
                && d.getSpec()
                    .getTemplate()
                    .getMetadata()
                    .getLabels()
                    .entrySet()
                    .containsAll(selector.entrySet()));
  }
}
