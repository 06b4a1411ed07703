package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Role;
import dev.quorate.testing.Ensembles;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import org.junit.jupiter.api.Test;

class TemplateOverlayTest {

  @Test
  void addsASidecarBesideTheServer() {
    var pod =
        overlaid(
            """
            spec:
              containers:
              - name: exporter
                image: example.org/exporter:1
            """);

    assertThat(pod.getSpec().getContainers())
        .extracting(Container::getName)
        .containsExactly("zookeeper", "exporter");
  }

  @Test
  void addsToTheServerWithoutTakingAnythingAway() {
    var plain = server(overlaid("metadata: {}"));
    var server =
        server(
            overlaid(
                """
                spec:
                  containers:
                  - name: zookeeper
                    env: [{name: TZ, value: Europe/Berlin}]
                    livenessProbe: {periodSeconds: 30}
                    volumeMounts: [{name: extra, mountPath: /extra}]
                """));

    assertThat(server.getEnv()).containsAll(plain.getEnv()).hasSize(plain.getEnv().size() + 1);
    assertThat(server.getVolumeMounts()).containsAll(plain.getVolumeMounts());
    assertThat(server.getLivenessProbe().getPeriodSeconds()).isEqualTo(30);
    assertThat(server.getLivenessProbe().getExec()).isEqualTo(plain.getLivenessProbe().getExec());
  }

  @Test
  void whatTheOperatorOwnsIsPutBack() {
    var attack =
        """
        metadata:
          labels:
            zookeeper.quorate.dev/cluster: other
            app.kubernetes.io/managed-by: null
        spec:
          containers:
          - name: zookeeper
            image: example.org/other
            command: [sleep]
            args: [infinity]
            env:
            - name: QUORATE_BOOTSTRAP
              value: "true"
            - name: QUORATE_ID_OFFSET
              value: "7"
            - name: POD_NAME
              $patch: delete
            ports: [{containerPort: 2181, hostPort: 2181}]
            volumeMounts: [{mountPath: /data, name: tmp, subPath: x}]
          volumes:
          - name: config
            emptyDir: {}
          - name: membership
            $patch: delete
        """;

    var attacked = overlaid(attack);
    var plain = overlaid("metadata: {}");
    assertThat(attacked.getMetadata().getLabels()).isEqualTo(plain.getMetadata().getLabels());
    assertThat(attacked.getSpec().getVolumes())
        .containsExactlyInAnyOrderElementsOf(plain.getSpec().getVolumes());
    assertThat(server(attacked).getEnv())
        .containsExactlyInAnyOrderElementsOf(server(plain).getEnv());
    assertThat(server(attacked).getVolumeMounts()).isEqualTo(server(plain).getVolumeMounts());
    assertThat(server(attacked).getPorts()).isEqualTo(server(plain).getPorts());
    assertThat(server(attacked).getCommand()).isEqualTo(server(plain).getCommand());
    assertThat(server(attacked).getArgs()).isEmpty();
    assertThat(server(attacked).getImage()).isEqualTo(server(plain).getImage());
  }

  @Test
  void theServerCannotBeTakenAway() {
    var pod =
        overlaid(
            """
            spec:
              containers:
              - $patch: replace
              - name: sleeper
                image: example.org/sleep
            """);

    assertThat(server(pod).getCommand()).isEqualTo(server(overlaid("metadata: {}")).getCommand());
  }

  @Test
  void keepsFieldsThatThisOperatorDoesNotKnow() {
    assertThat(overlaid("spec: {fieldOfTomorrow: {a: 1}}").getSpec().getAdditionalProperties())
        .containsKey("fieldOfTomorrow");
  }

  private static PodTemplateSpec overlaid(String overlay) {
    Ensemble ensemble = Ensembles.of(3).pod(pod -> pod.template(overlay)).build();
    return MemberPods.of(ensemble, Role.VOTER, "zk-config-x", true).template();
  }

  private static Container server(PodTemplateSpec pod) {
    return pod.getSpec().getContainers().stream()
        .filter(container -> container.getName().equals("zookeeper"))
        .findFirst()
        .orElseThrow();
  }
}
