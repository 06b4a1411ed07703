package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts.Asked;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static Pod pod(Map<String, String> annotations) {
    return new PodBuilder().withNewMetadata().withAnnotations(annotations).endMetadata().build();
  }

  private static Optional<StatefulSet> set(Map<String, String> annotations) {
    return Optional.of(
        new StatefulSetBuilder()
            .withNewSpec()
            .withNewTemplate()
            .withNewMetadata()
            .withAnnotations(annotations)
            .endMetadata()
            .endTemplate()
            .endSpec()
            .build());
  }

  @Test
  void aPodSaysWhatIsToBeDoneWithIt() {
    var none = set(Map.of());
    assertThat(Wishes.of(pod(Map.of()), none)).isEqualTo(Asked.NOTHING);
    assertThat(Wishes.of(pod(Map.of(Labels.REPLACE, "true")), none))
        .isEqualTo(new Asked(true, false));
    assertThat(Wishes.of(pod(Map.of(Labels.RESTART, "true")), none))
        .isEqualTo(new Asked(false, true));
    assertThat(Wishes.of(pod(Map.of(Labels.RESTART, "yes")), none)).isEqualTo(Asked.NOTHING);
  }

  @Test
  void aRestartOfTheStatefulSetIsForPodsThatWereMadeBefore() {
    var restarted = set(Map.of(Labels.RESTARTED_AT, "11:00"));
    assertThat(Wishes.of(pod(Map.of()), restarted).restart()).isTrue();
    assertThat(Wishes.of(pod(Map.of(Labels.RESTARTED_AT, "10:00")), restarted).restart()).isTrue();
    assertThat(Wishes.of(pod(Map.of(Labels.RESTARTED_AT, "11:00")), restarted).restart()).isFalse();
    assertThat(Wishes.of(pod(Map.of(Labels.RESTARTED_AT, "10:00")), Optional.empty()).restart())
        .isFalse();
  }

  @Test
  void aWishThatTheTemplateCarriesIsNone() {
    var wishes = Map.of(Labels.REPLACE, "true", Labels.RESTART, "true");
    assertThat(Wishes.of(pod(wishes), set(wishes))).isEqualTo(Asked.NOTHING);
  }
}
