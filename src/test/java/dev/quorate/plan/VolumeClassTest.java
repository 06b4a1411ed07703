package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.facts.LiveObject;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Role;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.VolumeSketch;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What another storage class does to members that are there, and to those that come. */
class VolumeClassTest {
  private static final Ensemble STANDARD = ensemble(3, "10Gi", "standard");
  private static final Ensemble FAST = ensemble(3, "10Gi", "fast");
  private static final String REPLACE_SET = "orphan the pods of zk";
  private static final String TOLD = "wait for VolumeClassDiffers";

  private final Planner planner =
      new Planner(
          (ensemble, topology) -> DesiredResources.of(ensemble, topology, Scripts.shipped()),
          new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));

  private static Ensemble ensemble(int voters, String size, String storageClass) {
    return Ensembles.of(voters).storage(Ensembles.persistent(size, storageClass)).build();
  }

  /** Voters that run what is wanted, whose volumes and templates are of the class standard. */
  private static VolumeSketch standard(ObservedStates states) {
    states.revision(PlannedSteps.revisions(STANDARD).voters());
    return VolumeSketch.of(Role.VOTER, states.build()).templatesOf(STANDARD);
  }

  /** Three of them; zk-1 leads. */
  private static VolumeSketch standard() {
    return standard(ObservedStates.healthy(3));
  }

  private List<String> next(Ensemble ensemble, ObservedState state) {
    var plan = planner.plan(ensemble, state);
    return Stream.concat(
            plan.actions().stream().filter(Action::isDisruptive).map(VolumeClassTest::text),
            plan.blockers().stream().map(b -> "wait for " + b.reason()))
        .toList();
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.GrowClaim g -> "grow %s to %s".formatted(g.claim(), g.to());
      case Action.OrphanPods o -> "orphan the pods of " + o.set();
      case Action.AddPod a ->
          "make %d pods of class %s"
              .formatted(a.set().getSpec().getReplicas(), storageClass(a.set()));
      case Action.Reconfigure r -> "leave " + r.change().leaving();
      case Action.ReplaceVolumes r -> "new volumes for " + r.pod();
      default -> action.toString();
    };
  }

  private String message(Ensemble ensemble, ObservedState state) {
    return planner.plan(ensemble, state).blockers().getFirst().message();
  }

  private String classApplied(Ensemble ensemble, ObservedState state) {
    return storageClass(
        planner.plan(ensemble, state).actions().stream()
            .flatMap(a -> a instanceof Action.Apply(StatefulSet set) ? Stream.of(set) : Stream.of())
            .findFirst()
            .orElseThrow());
  }

  private static String storageClass(StatefulSet set) {
    return set.getSpec().getVolumeClaimTemplates().getFirst().getSpec().getStorageClassName();
  }

  // ---- the claim templates

  @Test
  void theSetIsReplacedAndNoVolumeIsTouched() {
    assertThat(next(FAST, standard().build())).containsExactly(REPLACE_SET);
    assertThat(classApplied(FAST, standard().build())).as("meanwhile").isEqualTo("standard");
    assertThat(classApplied(FAST, standard().withoutSet().build())).isEqualTo("fast");
  }

  @Test
  void waitsUntilTheOldSetIsGone() {
    assertThat(next(FAST, standard().terminating().build()))
        .containsExactly("wait for ReplacingStatefulSet");
  }

  @Test
  void theSetIsReplacedForTheDefaultClassToo() {
    assertThat(next(Ensembles.three(), standard().build())).containsExactly(REPLACE_SET);
  }

  @Test
  void theSetIsNotReplacedWhileAVoterIsAway() {
    assertThat(next(FAST, standard(ObservedStates.healthy(3).electing(3)).build()))
        .containsExactly("wait for MemberElecting");
    assertThat(next(FAST, standard(ObservedStates.healthy(3).electing()).build()))
        .doesNotContain(REPLACE_SET);
  }

  // ---- members that there are

  private static VolumeSketch replaced(String... claims) {
    var volumes = standard().templatesOf(FAST);
    Stream.of(claims).forEach(claim -> volumes.ofClass(claim, "fast"));
    return volumes;
  }

  @Test
  void namesTheMembersAndTheCommandFollowersFirst() {
    assertThat(next(FAST, replaced().build())).containsExactly(TOLD);
    assertThat(message(FAST, replaced().build()))
        .isEqualTo(
            "spec.storage.data.storageClassName is fast, and zk-0, zk-1, zk-2 have volumes of class"
                + " standard; no volume can change its class, so replace these members one by one,"
                + " the leader last; next: kubectl annotate pod zk-0"
                + " zookeeper.quorate.dev/replace=true");
    assertThat(message(FAST, replaced("data-zk-0").build()))
        .contains("zk-1, zk-2 have volumes")
        .endsWith("kubectl annotate pod zk-2 zookeeper.quorate.dev/replace=true");
    assertThat(message(FAST, replaced("data-zk-0", "data-zk-2").build()))
        .contains("fast, and zk-1 has a volume of class standard")
        .endsWith("kubectl annotate pod zk-1 zookeeper.quorate.dev/replace=true");
  }

  @Test
  void isSilentWhenAllHaveTheClass() {
    assertThat(next(FAST, replaced("data-zk-0", "data-zk-1", "data-zk-2").build())).isEmpty();
  }

  /** The cluster's default may have been another one when they were made. */
  @Test
  void theDefaultClassIsAnyClass() {
    assertThat(next(Ensembles.three(), standard().templatesOf(Ensembles.three()).build()))
        .isEmpty();
  }

  @Test
  void classThatIsPutBackEndsTheMatter() {
    assertThat(next(STANDARD, replaced().build())).containsExactly(REPLACE_SET);
    assertThat(next(STANDARD, standard().build())).isEmpty();
  }

  @Test
  void theOnlyVoterNeedsOthersFirst() {
    var alone = ensemble(1, "10Gi", "fast");
    var state = standard(ObservedStates.healthy(1)).templatesOf(FAST).build();
    assertThat(message(alone, state))
        .contains("zk-0 is the only voter")
        .contains("set spec.replicas to 3 first")
        .doesNotContain("kubectl annotate");
  }

  // ---- everything else goes on

  /** A configuration that nobody uses any more goes, and nobody looks every second. */
  @Test
  void itIsOtherwiseAtRest() {
    var old =
        new LiveObject(
            "ConfigMap",
            "zk-config-old",
            "u",
            "7",
            true,
            Optional.of(Ensembles.UID),
            Optional.of("zk"),
            false);
    var states = ObservedStates.healthy(3).object(old);
    var plan = planner.plan(FAST, standard(states).templatesOf(FAST).build());
    assertThat(plan.actions())
        .anyMatch(a -> a instanceof Action.Prune(_, var name, _) && name.equals("zk-config-old"));
    assertThat(plan.requeue()).hasSeconds(10);
  }

  @Test
  void aMemberIsReplacedOnlyWhenTheSetMakesTheNewClass() {
    var marked =
        ObservedStates.healthy(3).change(3, m -> m.asked = new PodFacts.Asked(true, false));
    assertThat(next(FAST, standard(marked).build())).containsExactly(REPLACE_SET);
    assertThat(next(FAST, standard(marked).templatesOf(FAST).build())).containsExactly("leave [3]");
    var left =
        ObservedStates.healthy(3)
            .committed(1, 2)
            .change(3, m -> m.asked = new PodFacts.Asked(true, false));
    assertThat(next(FAST, standard(left.replicas(3)).build())).containsExactly(REPLACE_SET);
    assertThat(next(FAST, standard(left.replicas(3)).templatesOf(FAST).build()))
        .containsExactly("new volumes for zk-2");
  }

  /** Its disk may be the reason for the other class. */
  @Test
  void alsoForAMemberThatIsBroken() {
    var broken =
        ObservedStates.healthy(3)
            .electing(3)
            .change(3, m -> m.asked = new PodFacts.Asked(true, false));
    assertThat(next(FAST, standard(broken).build())).containsExactly(REPLACE_SET);
  }

  @Test
  void aJoinerIsMadeOnlyWhenTheSetMakesTheNewClass() {
    var five = ensemble(5, "10Gi", "fast");
    assertThat(next(five, standard().build())).containsExactly(REPLACE_SET);
    assertThat(next(five, replaced().build())).containsExactly("make 4 pods of class fast");
  }

  // ---- another size at the same time

  @Test
  void volumesOfTheOldClassGetTheSizeWhenTheyAreReplaced() {
    var larger = ensemble(3, "20Gi", "fast");
    assertThat(next(larger, standard().build())).containsExactly(REPLACE_SET);
    var made = standard().templatesOf(larger);
    assertThat(next(larger, made.build())).containsExactly(TOLD);
    assertThat(next(larger, made.ofClass("data-zk-2", "fast").build()))
        .containsExactly("grow data-zk-2 to 20Gi");
  }

  /** Its disk may be full. */
  @Test
  void onlyAMemberThatIsAwayGetsRoomInItsOldVolume() {
    var larger = ensemble(3, "20Gi", "fast");
    var away = standard(ObservedStates.healthy(3).electing(3)).templatesOf(larger).build();
    assertThat(next(larger, away)).containsExactly("grow data-zk-2 to 20Gi");
  }

  @Test
  void bothCanBePutBackAsLongAsAVolumeHasTheOldSize() {
    var larger = ensemble(3, "20Gi", "fast");
    var one = standard().templatesOf(larger).ofClass("data-zk-0", "fast").has("data-zk-0", "20Gi");
    assertThat(next(STANDARD, one.build())).containsExactly(REPLACE_SET);
    assertThat(next(FAST, one.build())).containsExactly(REPLACE_SET);
    var all = standard().templatesOf(larger).allHave("20Gi");
    IntStream.range(0, 3).forEach(n -> all.ofClass("data-zk-" + n, "fast"));
    assertThat(next(FAST, all.build())).containsExactly("wait for VolumeChangeRefused");
    assertThat(next(STANDARD, all.build())).containsExactly("wait for VolumeChangeRefused");
  }
}
