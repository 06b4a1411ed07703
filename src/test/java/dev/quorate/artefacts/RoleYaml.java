package dev.quorate.artefacts;

import dev.quorate.testing.GoldenFile;
import java.util.List;
import java.util.StringJoiner;

/** Permissions as rules of a role. */
final class RoleYaml {
  private RoleYaml() {}

  /** A whole role, with a first line that says where it comes from. */
  static String role(String kind, String name, String namespace, List<Permission> permissions) {
    return """
    %sapiVersion: rbac.authorization.k8s.io/v1
    kind: %s
    metadata:
      name: %s
    %s  labels:
        app.kubernetes.io/name: quorate
        app.kubernetes.io/component: operator
    rules:
    %s\
    """
        .formatted(
            header(),
            kind,
            name,
            namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n",
            rules(permissions).indent(2));
  }

  static String header() {
    return "# Generated from dev.quorate.artefacts.Permissions. To refresh it:\n# %s\n"
        .formatted(GoldenFile.refresh(PermissionsTest.class));
  }

  static String rules(List<Permission> permissions) {
    var rules = new StringJoiner("\n", "", "\n");
    for (Permission permission : permissions) {
      rules.add("- apiGroups: [\"%s\"]".formatted(permission.group()));
      rules.add("  resources: [%s]".formatted(permission.resource()));
      if (!permission.names().isEmpty()) {
        rules.add("  resourceNames: [%s]".formatted(String.join(", ", permission.names())));
      }
      rules.add("  verbs: [%s]".formatted(String.join(", ", permission.verbs())));
    }
    return rules.toString();
  }
}
