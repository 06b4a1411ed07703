package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.metrics.Metric;
import dev.quorate.testing.GoldenFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart installs the same operator, with the same permissions, as {@code deploy/} does. */
class QuorateChartTest {
  private static final String DEFINITION = "zookeeperclusters.zookeeper.quorate.dev.yaml";
  private static final Pattern METRIC = Pattern.compile("quorate_\\w+");

  @TempDir Path folder;

  @Test
  void itsDefinitionIsTheOne() throws IOException {
    GoldenFile.at("helm/quorate/files/" + DEFINITION)
        .shouldBe(Files.readString(Path.of("crds", DEFINITION)), getClass());

    var shipped = of(CustomResourceDefinition.class, Kustomize.build(Path.of("deploy")));
    var rendered = of(CustomResourceDefinition.class, render("{}"));
    assertThat(rendered.getSpec()).isEqualTo(shipped.getSpec());
    assertThat(rendered.getMetadata().getAnnotations())
        .containsEntry("helm.sh/resource-policy", "keep");
  }

  @Test
  void theChartOfDefinitionsHasTheSame() throws IOException {
    GoldenFile.at("helm/quorate-crds/files/" + DEFINITION)
        .shouldBe(Files.readString(Path.of("crds", DEFINITION)), getClass());

    var kept = definition("{}");
    assertThat(kept.getSpec())
        .isEqualTo(of(CustomResourceDefinition.class, render("{}")).getSpec());
    assertThat(kept.getMetadata().getAnnotations())
        .containsEntry("helm.sh/resource-policy", "keep");
    assertThat(definition("keep: false").getMetadata().getAnnotations()).isEmpty();
  }

  private CustomResourceDefinition definition(String values) throws IOException {
    var file = Files.writeString(folder.resolve("values.yaml"), values);
    var objects = Chart.DEFINITIONS.render("quorate-crds", "default", file);
    assertThat(objects).hasSize(1);
    return of(CustomResourceDefinition.class, objects);
  }

  @Test
  void itGrantsWhatDeployGrants() throws IOException {
    var shipped = Kustomize.build(Path.of("deploy"));
    var rendered = render("{}");

    assertThat(role(rendered)).isEqualTo(role(shipped));
    assertThat(of(Role.class, rendered).getRules()).isEqualTo(of(Role.class, shipped).getRules());
  }

  @Test
  void forNamespacesItGrantsWhatDeployGrantsForOne() throws IOException {
    var shipped = Kustomize.build(Path.of("deploy/namespaced"));
    var rendered = render("watch: {namespaces: [team-a]}");

    assertThat(rules("team-a", rendered)).isEqualTo(rules("quorate-system", shipped));
    assertThat(rendered).extracting(HasMetadata::getKind).doesNotContain("ClusterRole");
  }

  private static Object role(List<HasMetadata> objects) {
    return objects.stream()
        .filter(o -> o instanceof ClusterRole r && r.getMetadata().getName().equals("quorate"))
        .map(o -> ((ClusterRole) o).getRules())
        .findFirst()
        .orElseThrow();
  }

  private static Object rules(String namespace, List<HasMetadata> objects) {
    return objects.stream()
        .filter(Role.class::isInstance)
        .map(Role.class::cast)
        .filter(r -> r.getMetadata().getNamespace().equals(namespace))
        .filter(r -> r.getMetadata().getName().equals("quorate"))
        .findFirst()
        .orElseThrow()
        .getRules();
  }

  @Test
  void itsPodIsTheOneOfDeploy() throws IOException {
    var shipped = pod(Kustomize.build(Path.of("deploy")));
    var rendered = pod(render("{}"));

    PodSecurity.assertRestricted(rendered);
    // The chart names every setting; those of deploy are the program's defaults.
    var environment = rendered.getContainers().getFirst().getEnv();
    rendered.getContainers().getFirst().setEnv(shipped.getContainers().getFirst().getEnv());
    // The selector has the release in it.
    rendered.setTopologySpreadConstraints(shipped.getTopologySpreadConstraints());
    assertThat(rendered).isEqualTo(shipped);
    assertThat(environment).hasSizeGreaterThan(10);
  }

  @Test
  void itsSettingsAreTheDefaultsOfTheProgram() throws IOException {
    var chart = environment(render("{}"));
    var deploy = environment(Kustomize.build(Path.of("deploy")));

    assertThat(Environment.understood(chart)).isEqualTo(Environment.understood(deploy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults", "namespaced", "everything", "minimal"})
  void theProgramUnderstandsWhatItIsTold(String values) throws IOException {
    var objects = Chart.QUORATE.render("quorate", "quorate-system", values(values));

    var environment = new TreeMap<>(environment(objects));
    Environment.understood(environment);
    if (!values.equals("minimal")) {
      References.assertComplete(objects);
    }
  }

  @Test
  void namespacesReachTheProgram() throws IOException {
    var config = Environment.understood(environment(render("watch: {namespaces: [a, b]}")));

    assertThat(config.namespaces()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void imagesOfVersionsReachTheProgram() throws IOException {
    var values =
        "zookeeper: {imageRepository: mirror/zk, images: {3.9.5: mirror/a@sha256:1, 3.8.6: b}}";
    var images = Environment.understood(environment(render(values))).images();

    assertThat(images.repository()).isEqualTo("mirror/zk");
    assertThat(images.byVersion())
        .containsExactlyInAnyOrderEntriesOf(Map.of("3.9.5", "mirror/a@sha256:1", "3.8.6", "b"));
  }

  @Test
  void theTokenIsMountedWhereTheProgramReadsIt() throws IOException {
    var objects =
        render(
            "notify: {url: 'https://hooks.example.com/q', tokenSecret: {name: hooks, key: bearer}}");
    var notifications = Environment.understood(environment(objects)).notifications().orElseThrow();
    var file = notifications.tokenFile().orElseThrow();
    var mount =
        pod(objects).getContainers().getFirst().getVolumeMounts().stream()
            .filter(m -> Path.of(m.getMountPath()).equals(file.getParent()))
            .findFirst()
            .orElseThrow();
    var secret =
        pod(objects).getVolumes().stream()
            .filter(v -> v.getName().equals(mount.getName()))
            .findFirst()
            .orElseThrow()
            .getSecret();

    assertThat(notifications.address()).hasToString("https://hooks.example.com");
    assertThat(mount.getReadOnly()).isEqualTo(true);
    // A file that is mounted by itself would stay the same when the Secret changes.
    assertThat(mount.getSubPath()).isNull();
    assertThat(secret.getSecretName()).isEqualTo("hooks");
    assertThat(secret.getItems())
        .singleElement()
        .matches(item -> item.getKey().equals("bearer"))
        .matches(item -> file.endsWith(item.getPath()));
  }

  @Test
  void theRegistryGoesInFrontOfTheRepository() throws IOException {
    var pod = pod(render("image: {registry: registry.example.com, repository: a/b, tag: '1'}"));

    assertThat(pod.getContainers().getFirst().getImage()).isEqualTo("registry.example.com/a/b:1");
  }

  /** Two releases in one namespace must not share a lease. */
  @Test
  void theLeaseThatIsGrantedIsTheOneThatIsUsed() throws IOException {
    var objects = render("fullnameOverride: other");

    assertThat(of(Role.class, objects).getRules().getLast().getResourceNames())
        .containsExactly(Environment.understood(environment(objects)).lease().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yaml", "problems.yaml"})
  void alertsAskForMetricsThatExist(String file) throws IOException {
    var asked = METRIC.matcher(Files.readString(Path.of("helm/quorate/files", file)));
    var known = Arrays.stream(Metric.values()).map(Metric::family).collect(Collectors.toSet());

    assertThat(asked.results().map(r -> r.group())).isNotEmpty().isSubsetOf(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quorate", "quorate-crds", "zookeeper-cluster"})
  void chartsHaveTheVersionOfTheBuild(String chart) throws IOException {
    assertThat(Files.readAllLines(Path.of("helm", chart, "Chart.yaml")))
        .contains("version: " + ProjectVersion.read());
  }

  private static Path values(String name) {
    return Path.of("src/test/resources/helm/quorate", name, "in-values.yaml");
  }

  private List<HasMetadata> render(String values) throws IOException {
    var file = Files.writeString(folder.resolve("values.yaml"), values);
    return Chart.QUORATE.render("quorate", "quorate-system", file);
  }

  private static Map<String, String> environment(List<HasMetadata> objects) {
    return Environment.of(pod(objects).getContainers().getFirst(), "quorate-system");
  }

  private static PodSpec pod(List<HasMetadata> objects) {
    return of(Deployment.class, objects).getSpec().getTemplate().getSpec();
  }

  private static <T extends HasMetadata> T of(Class<T> type, List<HasMetadata> objects) {
    return objects.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
