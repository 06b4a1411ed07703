package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.GeneratedBlock;
import dev.quorate.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every role that is shipped grants what the one list says. */
class PermissionsTest {
  private static final Path PAGE = Path.of("docs/configuration.md");

  @Test
  void theClusterRoleIsTheList() throws IOException {
    GoldenFile.at("deploy/cluster-wide/cluster-role.yaml")
        .shouldBe(RoleYaml.role("ClusterRole", "quorate", "", Permissions.CLUSTERS), getClass());
  }

  @Test
  void theRoleIsTheList() throws IOException {
    GoldenFile.at("deploy/namespaced/role.yaml")
        .shouldBe(
            RoleYaml.role("Role", "quorate", "quorate-system", Permissions.CLUSTERS), getClass());
  }

  @Test
  void theLeaseRoleIsTheList() throws IOException {
    GoldenFile.at("deploy/base/lease-role.yaml")
        .shouldBe(
            RoleYaml.role("Role", "quorate-lease", "quorate-system", Permissions.LEASE),
            getClass());
  }

  @Test
  void theRolesOfTheChartAreTheList() throws IOException {
    String lease = RoleYaml.rules(Permissions.LEASE);
    String templates =
        """
        {{- /*
        Generated from dev.quorate.artefacts.Permissions. To refresh it:
        %s
        */ -}}
        {{- define "quorate.permissions.clusters" -}}
        %s{{- end }}

        {{- define "quorate.permissions.lease" -}}
        %s{{- end }}
        """
            .formatted(
                GoldenFile.refresh(getClass()),
                onlyIf(
                    ".Values.diagnosis.memberLogs",
                    Permissions.CLUSTERS,
                    permission -> permission.resource().equals("pods/log")),
                lease.replace("[quorate]", "[{{ include \"quorate.fullname\" . }}]"));
    GoldenFile.at("helm/quorate/templates/_permissions.tpl").shouldBe(templates, getClass());
  }

  private static String onlyIf(
      String value, List<Permission> permissions, Predicate<Permission> some) {
    var optional = RoleYaml.rules(permissions.stream().filter(some).toList());
    var all = RoleYaml.rules(permissions);
    assertThat(all).contains(optional);
    return all.replace(optional, "{{- if %s }}\n%s{{- end }}\n".formatted(value, optional));
  }

  @Test
  void thePageExplainsEachOne() throws IOException {
    var table = new StringJoiner("\n");
    table.add("| group | resource | verbs | what for |");
    table.add("|---|---|---|---|");
    Stream.of(Permissions.CLUSTERS, Permissions.LEASE)
        .flatMap(List::stream)
        .forEach(p ->
            table.add(
                "| %s | `%s`%s | %s | %s |"
                    .formatted(
                        p.group(),
                        p.resource(),
                        p.names().isEmpty() ? "" : " " + String.join(", ", p.names()),
                        String.join(" ", p.verbs()),
                        p.why())));
    new GeneratedBlock(PAGE, "permissions").shouldBe(table.toString(), getClass());
  }

  @Test
  void nothingIsGrantedThatCouldLoseDataOrRaisePrivileges() {
    assertThat(Permissions.CLUSTERS)
        .noneMatch(p -> p.verbs().contains("*") || p.resource().contains("*"))
        .noneMatch(p -> p.verbs().contains("deletecollection"))
        .noneMatch(p -> p.resource().equals("pods/exec"))
        .noneMatch(p -> p.group().equals("rbac.authorization.k8s.io"));
  }
}
