package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;

/** The restricted level of the Pod Security Standards, as far as a Linux pod can break it. */
final class PodSecurity {
  private PodSecurity() {}

  static void assertRestricted(PodSpec pod) {
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getHostIPC()).isNull();
    var context = pod.getSecurityContext();
    assertThat(context.getRunAsNonRoot()).isEqualTo(true);
    assertThat(context.getRunAsUser()).isPositive();
    assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getVolumes() == null ? List.<Volume>of() : pod.getVolumes())
        .noneMatch(v -> v.getHostPath() != null);
    assertThat(pod.getContainers()).allSatisfy(PodSecurity::assertRestricted);
  }

  private static void assertRestricted(Container container) {
    var context = container.getSecurityContext();
    assertThat(context.getAllowPrivilegeEscalation()).isEqualTo(false);
    assertThat(context.getPrivileged()).isNull();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isNullOrEmpty();
    assertThat(container.getPorts()).allMatch(p -> p.getHostPort() == null);
  }
}
