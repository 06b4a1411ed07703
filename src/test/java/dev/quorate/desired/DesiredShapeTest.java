package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the objects of one cluster fit together, whatever the case. */
class DesiredShapeTest {
  private static final int LONGEST_LABEL = 63;

  static List<DesiredCase> all() throws IOException {
    return DesiredCase.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyObjectBelongsToTheResourceAndCarriesNothingOfIt(DesiredCase golden) throws IOException {
    assertThat(golden.desired().inApplyOrder())
        .allSatisfy(object -> {
          var metadata = object.getMetadata();
          assertThat(metadata.getOwnerReferences())
              .singleElement()
              .satisfies(owner -> {
                assertThat(owner.getController()).isTrue();
                assertThat(owner.getBlockOwnerDeletion()).isTrue();
                assertThat(owner.getUid()).isEqualTo(golden.ensemble().owner().uid());
              });
          assertThat(metadata.getLabels())
              .containsEntry("zookeeper.quorate.dev/cluster", golden.ensemble().owner().name())
              .doesNotContainKey("app.kubernetes.io/instance");
          assertThat(Objects.toString(metadata.getAnnotations())).doesNotContain("argocd");
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyNameAndEveryLabelFits(DesiredCase golden) throws IOException {
    var desired = golden.desired();
    // As long as the label that Kubernetes derives from a StatefulSet for its pods.
    var revisionLabel = desired.voters().getMetadata().getName() + "-0123456789";
    var names = desired.inApplyOrder().stream().map(object -> object.getMetadata().getName());
    var labels =
        desired.inApplyOrder().stream()
            .map(HasMetadata::getMetadata)
            .flatMap(metadata -> metadata.getLabels().values().stream());

    assertThat(Stream.of(Stream.of(revisionLabel), names, labels).flatMap(s -> s))
        .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(LONGEST_LABEL));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySelectorFindsThePods(DesiredCase golden) throws IOException {
    var desired = golden.desired();
    var pods = template(desired).getMetadata().getLabels();

    assertThat(pods).containsAllEntriesOf(desired.members().getSpec().getSelector());
    assertThat(pods)
        .containsAllEntriesOf(desired.voters().getSpec().getSelector().getMatchLabels());
    assertThat(pods)
        .containsAllEntriesOf(desired.disruptionBudget().getSpec().getSelector().getMatchLabels());
    assertThat(pods.entrySet().containsAll(desired.clients().getSpec().getSelector().entrySet()))
        .as("clients reach the pods")
        .isEqualTo(golden.topology().formed());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMountHasItsVolume(DesiredCase golden) throws IOException {
    var desired = golden.desired();
    var volumes = template(desired).getSpec().getVolumes().stream().map(Volume::getName);
    var claims =
        desired.voters().getSpec().getVolumeClaimTemplates().stream()
            .map(claim -> claim.getMetadata().getName());

    assertThat(server(desired).getVolumeMounts().stream().map(VolumeMount::getName))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(volumes, claims).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPathIsOnAMount(DesiredCase golden) throws IOException {
    var server = server(golden.desired());
    var mounts = server.getVolumeMounts().stream().map(VolumeMount::getMountPath).toList();
    var texts =
        Stream.of(
                server.getCommand().stream(),
                server.getStartupProbe().getExec().getCommand().stream(),
                server.getLivenessProbe().getExec().getCommand().stream(),
                server.getReadinessProbe().getExec().getCommand().stream(),
                server.getEnv().stream().map(EnvVar::getValue).filter(Objects::nonNull))
            .flatMap(s -> s)
            .flatMap(text -> Arrays.stream(text.split(" ")))
            .flatMap(word -> Pattern.compile("(?<![\\w/.])/[\\w/.]+").matcher(word).results())
            .map(found -> found.group())
            .filter(path -> !path.equals("/bin/bash"));

    assertThat(texts)
        .allSatisfy(
            path -> assertThat(mounts).anyMatch(m -> path.equals(m) || path.startsWith(m + "/")));
  }

  private static PodTemplateSpec template(DesiredResources desired) {
    return desired.voters().getSpec().getTemplate();
  }

  private static Container server(DesiredResources desired) {
    return template(desired).getSpec().getContainers().getFirst();
  }
}
