package dev.quorate.artefacts;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * What an API server says to a service account's wishes.
 *
 * @param namespace that the wishes are about
 */
record AccessReview(KubernetesClient client, String account, String namespace) {

  /** The permissions' verbs that are refused, as {@code delete pods}. */
  List<String> refused(List<Permission> permissions) {
    return permissions.stream()
        .flatMap(p -> p.verbs().stream().filter(verb -> !allows(p, verb)).map(v -> text(p, v)))
        .toList();
  }

  private static String text(Permission permission, String verb) {
    return verb + " " + permission.resource();
  }

  boolean allows(Permission permission, String verb) {
    int slash = permission.resource().indexOf('/');
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(account)
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withGroup(permission.group())
            .withResource(slash < 0 ? permission.resource() : before(permission, slash))
            .withSubresource(slash < 0 ? null : permission.resource().substring(slash + 1))
            .withName(permission.names().isEmpty() ? null : permission.names().getFirst())
            .withVerb(verb)
            .endResourceAttributes()
            .endSpec()
            .build();
    return client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }

  private static String before(Permission permission, int slash) {
    return permission.resource().substring(0, slash);
  }
}
