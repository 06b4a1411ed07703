package dev.quorate.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.apiserver.AuditLog.Request;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Others write to the same objects: nobody loses what is his, the operator puts back once what is
 * its own, and then there is silence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldOwnershipApiServerIT {
  /**
   * The diagnosis writes what it finds whenever it finds it, which has nothing to do with fields.
   */
  private static final Duration NO_FINDING_IN_TIME = Duration.ofMinutes(5);

  private static final String LABEL = "example.com/team";

  private static final String INJECTOR =
      """
      apiVersion: admissionregistration.k8s.io/v1beta1
      kind: MutatingAdmissionPolicy
      metadata: {name: sidecar}
      spec:
        failurePolicy: Fail
        reinvocationPolicy: Never
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
        matchConditions:
        - name: members
          expression: "object.metadata.labels[?'app.kubernetes.io/name'].orValue('') == 'zookeeper'"
        mutations:
        - patchType: JSONPatch
          jsonPatch:
            expression: >
              [JSONPatch{op: "add", path: "/spec/containers/-", value: Object.spec.containers{
                 name: "sidecar", image: "docker.io/library/zookeeper:3.9.5", command: ["sleep", "infinity"]}},
               JSONPatch{op: "add", path: "/metadata/labels/example.com~1injected", value: "yes"}]
      ---
      apiVersion: admissionregistration.k8s.io/v1beta1
      kind: MutatingAdmissionPolicyBinding
      metadata: {name: sidecar}
      spec: {policyName: sidecar}
      """;

  private RealCluster cluster;
  private RealEnsemble zk;
  private Instant begin;

  @BeforeAll
  void anEnsembleAtRest() {
    cluster = RealCluster.start();
    cluster.startOperator(NO_FINDING_IN_TIME);
    zk = new RealEnsemble(cluster, "zk");
    zk.apply(1, "");
    zk.awaitReady();
    zk.awaitQuiet();
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  @BeforeEach
  void count() {
    begin = Instant.now();
  }

  @AfterEach
  void thenThereIsSilence() {
    zk.awaitQuiet();
    assertThat(zk.condition("Ready")).startsWith("True");
  }

  @Test
  void labelsAddedByHandStay() {
    var before = zk.objects().map(HasMetadata::getFullResourceName).toList();
    zk.objects().forEach(o -> kubectl("label", name(o), LABEL + "=storage"));
    kubectl("label", "zk/zk", LABEL + "=storage");
    zk.awaitQuiet();

    assertThat(zk.objects()).extracting(HasMetadata::getFullResourceName).isEqualTo(before);
    assertThat(zk.objects())
        .allMatch(o -> "storage".equals(o.getMetadata().getLabels().get(LABEL)));
    assertThat(zk.writesSince(begin)).isEmpty();
  }

  @Test
  void kubectlEditOfTheResourceIsFollowedAndNeverAnswered() {
    edit("zk/zk", "0,/^  replicas:/s//  paused: true\\n  replicas:/");
    zk.await("paused", () -> zk.condition("Paused").startsWith("True"));
    edit("zk/zk", "/paused: true/d");
    zk.await("resumed", () -> zk.condition("Paused").startsWith("False"));

    assertThat(fields(zk.resource().get(), "quorate"))
        .isNotEmpty()
        .allMatch(entry -> "status".equals(entry.getSubresource()));
    zk.awaitQuiet();
    assertThat(writesTo("zookeeperclusters/status")).hasSizeBetween(2, 6);
  }

  @Test
  void whatTheOperatorAppliedIsPutBackOnce() {
    edit("service/zk-members", "s/publishNotReadyAddresses: true/publishNotReadyAddresses: false/");
    zk.await(
        "published again",
        () -> Boolean.TRUE.equals(service("zk-members").getPublishNotReadyAddresses()));
    zk.awaitQuiet();

    assertThat(writesTo("services")).hasSize(1);
  }

  /** Which an apply alone cannot do: it would leave two ports of one name. */
  @Test
  void aChangedPortIsPutBack() {
    edit("service/zk-client", "s/port: 2181/port: 2182/");
    zk.await("the port is back", () -> ports("zk-client").equals(List.of(2181)));
    zk.awaitQuiet();

    assertThat(fields(cluster.client().services().withName("zk-client").get(), "quorate"))
        .extracting(ManagedFieldsEntry::getOperation)
        .containsExactly("Apply");
  }

  @Test
  void anAutoscalerMayWriteToTheResourceAndIsFollowed() {
    kubectl("scale", "zk/zk", "--replicas=3");
    zk.await("three pods", () -> pods().toList().size() == 3);
    zk.awaitReady();

    assertThat(zk.resource().get().getSpec().replicas()).isEqualTo(3);
    assertThat(zk.resource().get().getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getSubresource)
        .contains("scale");
    kubectl("scale", "zk/zk", "--replicas=1");
    zk.awaitReady();
    zk.await("one pod", () -> pods().toList().size() == 1);
  }

  @Test
  void anAutoscalerOfTheStatefulSetIsOverruledOnce() {
    kubectl("scale", "statefulset/zk", "--replicas=2");
    zk.await("back to one", () -> replicas() == 1 && pods().toList().size() == 1);
    zk.awaitQuiet();

    // The number becomes the operator's own, and then the one that it should be. The controller of
    // sets writes at the same time, so that some may come too late.
    assertThat(writesTo("statefulsets")).filteredOn(r -> r.answer() == 200).hasSizeBetween(1, 2);
  }

  @Test
  void othersMayApplyTheirOwnFieldsAndAreRefusedTheOperators() {
    var foreign =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: zk-client, namespace: default, annotations: {external-dns.example.com/name: zk.example.com}}
        %s
        """;
    apply(foreign.formatted(""));
    zk.awaitQuiet();

    assertThat(zk.writesSince(begin)).isEmpty();
    assertThatThrownBy(() -> apply(foreign.formatted("spec: {selector: {app: mine}}")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("conflict with \"quorate\": .spec.selector");
  }

  @Test
  void aSidecarThatIsInjectedIntoPodsIsLeftAlone() {
    cluster.kubectlWith(INJECTOR, "apply", "-f", "-");
    zk.await("the injector works", this::isInjected);
    var before = pods().findFirst().orElseThrow().getMetadata().getUid();
    kubectl("delete", "pod/zk-0");
    zk.await(
        "a new pod",
        () -> pods().anyMatch(p -> !p.getMetadata().getUid().equals(before) && isReady(p)));
    zk.awaitReady();
    zk.awaitQuiet();
    begin = Instant.now();
    kubectl("annotate", "zk/zk", "example.com/look=again");
    zk.awaitQuiet();

    var pod = pods().findFirst().orElseThrow();
    assertThat(pod.getSpec().getContainers())
        .extracting(c -> c.getName())
        .containsExactlyInAnyOrder("zookeeper", "sidecar");
    assertThat(zk.writesSince(begin)).isEmpty();
    kubectl("delete", "mutatingadmissionpolicybinding/sidecar");
  }

  private boolean isInjected() {
    var pod =
        cluster.kubectl(
            "run",
            "probe",
            "--image=none",
            "--labels=app.kubernetes.io/name=zookeeper",
            "--dry-run=server",
            "-o=yaml");
    return pod.contains("name: sidecar");
  }

  private ServiceSpec service(String name) {
    return cluster.client().services().withName(name).get().getSpec();
  }

  private List<Integer> ports(String service) {
    return service(service).getPorts().stream().map(port -> port.getPort()).toList();
  }

  private void apply(String yaml) {
    cluster.client().resource(yaml).fieldManager("external-dns").serverSideApply();
  }

  private String kubectl(String... arguments) {
    return cluster.kubectl(arguments);
  }

  /** As a user who edits with sed. */
  private void edit(String object, String change) {
    cluster.kubectlEdit(object, change);
  }

  private static String name(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static List<ManagedFieldsEntry> fields(HasMetadata object, String manager) {
    return object.getMetadata().getManagedFields().stream()
        .filter(entry -> entry.getManager().equals(manager))
        .toList();
  }

  private List<Request> writesTo(String resource) {
    return zk.writesSince(begin).stream().filter(r -> r.resource().equals(resource)).toList();
  }

  private int replicas() {
    return cluster.client().apps().statefulSets().withName("zk").get().getSpec().getReplicas();
  }

  private Stream<Pod> pods() {
    return zk.objects().filter(Pod.class::isInstance).map(Pod.class::cast);
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }
}
