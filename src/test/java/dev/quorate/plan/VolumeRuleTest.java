package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.facts.LiveObject;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.VolumeFacts.Growth;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.Storage;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.Topologies;
import dev.quorate.testing.VolumeSketch;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which single step towards larger volumes is taken, and what holds it back. */
class VolumeRuleTest {
  private static final Ensemble LARGER =
      Ensembles.of(3).storage(Ensembles.persistent("20Gi")).build();
  private static final Growth INFEASIBLE =
      new Growth(Optional.empty(), Optional.of("ControllerResizeError: too large"), true);

  private final Planner planner =
      new Planner(
          (ensemble, topology) -> DesiredResources.of(ensemble, topology, Scripts.shipped()),
          new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));

  private static ObservedStates healthy(int voters) {
    var revision = PlannedSteps.revisions(Ensembles.of(voters).build()).voters();
    return ObservedStates.healthy(voters).revision(revision);
  }

  /** Three voters of 10Gi each; zk-1 leads. */
  private static VolumeSketch volumes() {
    return VolumeSketch.of(Role.VOTER, healthy(3).build());
  }

  private List<String> next(Ensemble ensemble, ObservedState state) {
    return steps(planner.plan(ensemble, state));
  }

  private static List<String> steps(Plan plan) {
    return Stream.concat(
            plan.actions().stream().filter(Action::isDisruptive).map(VolumeRuleTest::text),
            plan.blockers().stream()
                .map(b -> "wait for " + b.reason() + b.member().map(m -> " " + m).orElse("")))
        .toList();
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.GrowClaim g -> "grow %s from %s to %s".formatted(g.claim(), g.from(), g.to());
      case Action.OrphanPods o -> "orphan the pods of " + o.set();
      case Action.DeletePod d -> "delete " + d.pod();
      case Action.AddPod a -> "make %d pods".formatted(a.set().getSpec().getReplicas());
      default -> action.toString();
    };
  }

  private String message(Ensemble ensemble, ObservedState state) {
    return planner.plan(ensemble, state).blockers().getFirst().message();
  }

  // ---- a disk that may be full

  private static ObservedState away(int... members) {
    var states = healthy(3);
    IntStream.of(members).forEach(states::electing);
    return VolumeSketch.of(Role.VOTER, states.build()).build();
  }

  @Test
  void aMemberThatDoesNotServeGetsRoomBeforeItIsWaitedFor() {
    assertThat(next(LARGER, away(3))).containsExactly("grow data-zk-2 from 10Gi to 20Gi");
    assertThat(next(Ensembles.three(), away(3))).containsExactly("wait for MemberElecting zk-2");
  }

  @Test
  void soDoTheMembersOfAnEnsembleWithoutAQuorum() {
    assertThat(next(LARGER, away(1, 2, 3))).containsExactly("grow data-zk-0 from 10Gi to 20Gi");
  }

  @Test
  void whoServesIsNotTouchedWhileAnotherIsAway() {
    var grown = VolumeSketch.of(Role.VOTER, healthy(3).electing(3).build());
    assertThat(next(LARGER, grown.asks("data-zk-2", "20Gi").build()))
        .containsExactly("wait for MemberElecting zk-2");
  }

  @Test
  void aBrokenPodIsReplacedFirst() {
    var failed = VolumeSketch.of(Role.VOTER, healthy(3).podFailed(3, "evicted").build()).build();
    assertThat(next(LARGER, failed)).containsExactly("delete zk-2");
  }

  // ---- the steps

  @Test
  void nothingToDoWhenEveryVolumeHasTheSize() {
    assertThat(next(Ensembles.three(), volumes().build())).isEmpty();
  }

  @Test
  void growsOneVolumeAfterTheOtherTheLeadersLast() {
    assertThat(next(LARGER, volumes().build())).containsExactly("grow data-zk-0 from 10Gi to 20Gi");
    assertThat(next(LARGER, volumes().has("data-zk-0", "20Gi").build()))
        .containsExactly("grow data-zk-2 from 10Gi to 20Gi");
    assertThat(next(LARGER, volumes().allHave("20Gi").has("data-zk-1", "10Gi").build()))
        .containsExactly("grow data-zk-1 from 10Gi to 20Gi");
  }

  @Test
  void waitsForEachVolumeBeforeItBeginsTheNext() {
    var plan = planner.plan(LARGER, volumes().asks("data-zk-0", "20Gi").build());
    assertThat(steps(plan)).containsExactly("wait for GrowingVolumes zk-0");
    assertThat(plan.stage().message())
        .isEqualTo(
            "data-zk-0 grows from 10Gi to 20Gi; 0 of 3 volumes have the size; 3 of 3 voters synced,"
                + " majority is 2, may lose 1");
  }

  @Test
  void replacesTheSetWhenEveryVolumeHasTheSize() {
    var plan = planner.plan(LARGER, volumes().allHave("20Gi").build());
    assertThat(steps(plan)).containsExactly("orphan the pods of zk");
    assertThat(plan.actions().getLast())
        .isInstanceOfSatisfying(
            Action.OrphanPods.class,
            orphan -> {
              assertThat(orphan.uid()).isEqualTo("uid-of-set-of-voters");
              assertThat(orphan.resourceVersion()).isEqualTo("200");
            });
  }

  @Test
  void aVolumeThatHasMoreThanIsWantedIsLeftAlone() {
    assertThat(next(Ensembles.three(), volumes().has("data-zk-0", "50Gi").build())).isEmpty();
    assertThat(next(LARGER, volumes().allHave("50Gi").build()))
        .containsExactly("orphan the pods of zk");
  }

  @Test
  void sizesAreComparedByWhatTheyMean() {
    var same = Ensembles.of(3).storage(Ensembles.persistent("10240Mi")).build();
    assertThat(next(same, volumes().build())).isEmpty();
  }

  @Test
  void growsAVolumeThatWasKeptFromASmallerCluster() {
    assertThat(next(Ensembles.three(), volumes().has("data-zk-2", "5Gi").build()))
        .containsExactly("grow data-zk-2 from 5Gi to 10Gi");
  }

  // ---- what comes before

  @Test
  void doesNothingWhileTheMembershipChanges() {
    var five = Ensembles.of(5).storage(Ensembles.persistent("20Gi")).build();
    assertThat(next(five, volumes().build())).containsExactly("make 4 pods");
    assertThat(next(five, volumes().allHave("20Gi").build())).containsExactly("make 4 pods");
  }

  // ---- what goes wrong

  @Test
  void tellsTheStorageDriversErrorAndDoesNotGoOn() {
    var error = new Growth(Optional.empty(), Optional.of("ControllerResizeError: busy"), false);
    var state = volumes().asks("data-zk-0", "20Gi").says("data-zk-0", error).build();
    assertThat(next(LARGER, state)).containsExactly("wait for VolumeResizeError zk-0");
    assertThat(message(LARGER, state)).endsWith("ControllerResizeError: busy");
  }

  @Test
  void saysWhatToWriteWhenAVolumeCannotGrow() {
    var state = volumes().asks("data-zk-0", "20Gi").says("data-zk-0", INFEASIBLE).build();
    assertThat(next(LARGER, state)).containsExactly("wait for VolumeCannotGrow zk-0");
    assertThat(message(LARGER, state))
        .contains("ControllerResizeError: too large")
        .endsWith("else put spec.storage.data.size back to 10Gi");
  }

  @Test
  void aSizeThatIsPutBackEndsTheMatter() {
    var state = volumes().asks("data-zk-0", "20Gi").says("data-zk-0", INFEASIBLE).build();
    assertThat(next(Ensembles.three(), state)).isEmpty();
  }

  @Test
  void waitsForAVolumeThatIsNotBound() {
    assertThat(next(LARGER, volumes().asks("data-zk-0", "20Gi").notBound("data-zk-0").build()))
        .containsExactly("wait for GrowingVolumes zk-0");
  }

  // ---- what cannot be

  @Test
  void neverShrinksAVolume() {
    var smaller = Ensembles.of(3).storage(Ensembles.persistent("5Gi")).build();
    assertThat(next(smaller, volumes().build())).containsExactly("wait for VolumeChangeRefused");
    assertThat(message(smaller, volumes().build()))
        .isEqualTo(
            "spec.storage.data.size: is 5Gi, the volumes have 10Gi, and a volume cannot shrink;"
                + " write 10Gi or more");
  }

  @Test
  void appliesNothingThatWouldStartMembersWithoutTheirData() {
    var refused =
        List.of(
            Ensembles.of(3).ephemeral().build(),
            Ensembles.of(3).storage(storage("10Gi", Optional.empty(), true)).build());
    for (Ensemble ensemble : refused) {
      var plan = planner.plan(ensemble, volumes().build());
      assertThat(steps(plan)).containsExactly("wait for VolumeChangeRefused");
      assertThat(plan.actions()).isEmpty();
    }
  }

  @Test
  void saysWhatToWriteInsteadOfOtherVolumes() {
    var ephemeral = Ensembles.of(3).ephemeral().build();
    var withLog = Ensembles.of(3).storage(storage("10Gi", Optional.empty(), true)).build();
    var templates = setOf(withLog).getSpec().getVolumeClaimTemplates();
    assertThat(new ClaimTemplates(Role.VOTER, List.of(), templates).otherVolumes())
        .containsExactly(
            "spec.storage.type: the members' data is on volumes, and Ephemeral would start them"
                + " without it; write type: Persistent again");
    assertThat(new ClaimTemplates(Role.OBSERVER, templates, List.of()).otherVolumes())
        .containsExactly(
            "spec.observers.storage.type: the members' data is in their pods, and volumes would"
                + " start them without it; write type: Ephemeral again, or make a new cluster and"
                + " copy the data");
    assertThat(message(withLog, volumes().build()))
        .isEqualTo(
            "spec.storage.log: the transaction logs are on the data volume, and a volume of their"
                + " own cannot be added later; remove it, or make a new cluster and copy the data");
    assertThat(new ClaimTemplates(Role.VOTER, templates.subList(0, 1), templates).otherVolumes())
        .containsExactly(
            "spec.storage.log: the transaction logs are on a volume of their own, and members would"
                + " start without them; write log: {size: 4Gi} again");
    assertThat(setOf(ephemeral).getSpec().getVolumeClaimTemplates()).isEmpty();
  }

  private static StatefulSet setOf(Ensemble ensemble) {
    return DesiredResources.of(ensemble, Topologies.formed(ensemble), Scripts.shipped()).voters();
  }

  private static Storage storage(String size, Optional<String> storageClass, boolean log) {
    return new Storage.Persistent(
        new Storage.Volume(size, storageClass),
        log ? Optional.of(new Storage.Volume("4Gi", Optional.empty())) : Optional.empty(),
        new Storage.Retention(Storage.Policy.RETAIN, Storage.Policy.RETAIN));
  }

  // ---- the operator dies between any two steps: the world is all that the next one knows

  @Test
  void leavesASetAloneThatIsOnItsWayOut() {
    var plan = planner.plan(LARGER, volumes().allHave("20Gi").terminating().build());
    assertThat(steps(plan)).containsExactly("wait for ReplacingStatefulSet");
    assertThat(replicasApplied(plan)).isEqualTo(3);
    assertThat(plan.stage().reason()).isEqualTo(Reason.REPLACING_STATEFULSET);
  }

  /** Whoever deletes the resource in this moment would leave pods behind. */
  @ParameterizedTest
  @ValueSource(strings = {"", "uid-of-the-set-before"})
  void isNotReadyUntilTheNextSetOwnsThePods(String owner) {
    var states = healthy(3).object(pod("zk-1", owner));
    var gone = VolumeSketch.of(Role.VOTER, states.build()).allHave("20Gi").withoutSet();
    for (var volumes : List.of(gone, VolumeSketch.of(Role.VOTER, states.build()))) {
      var plan = planner.plan(Ensembles.of(3).build(), volumes.build());
      assertThat(steps(plan)).containsExactly("wait for ReplacingStatefulSet");
      assertThat(plan.stage().message()).contains("has taken over zk-1 yet");
      assertThat(plan.stage().reason()).isEqualTo(Reason.REPLACING_STATEFULSET);
    }
  }

  @Test
  void isReadyWhenTheSetOwnsThem() {
    var states = healthy(3).object(pod("zk-1", "uid-of-set-of-voters"));
    var plan =
        planner.plan(Ensembles.of(3).build(), VolumeSketch.of(Role.VOTER, states.build()).build());
    assertThat(steps(plan)).isEmpty();
  }

  private static LiveObject pod(String name, String owner) {
    var controller = Optional.of(owner).filter(uid -> !uid.isEmpty());
    return new LiveObject("Pod", name, "uid-of-" + name, "7", true, controller, controller, false);
  }

  @Test
  void makesTheSetAgainForAllOfItsMembersInTheNewSize() {
    var plan = planner.plan(LARGER, volumes().allHave("20Gi").withoutSet().build());
    assertThat(steps(plan)).isEmpty();
    assertThat(replicasApplied(plan)).isEqualTo(3);
    var template = applied(plan).getSpec().getVolumeClaimTemplates().getFirst();
    assertThat(template.getSpec().getResources().getRequests().get("storage")).hasToString("20Gi");
    assertThat(plan.formedVersion()).isPresent();
  }

  @Test
  void makesTheSetAgainWhileNobodyLeads() {
    var state = VolumeSketch.of(Role.VOTER, healthy(3).electing().build()).withoutSet().build();
    assertThat(replicasApplied(planner.plan(LARGER, state))).isEqualTo(3);
  }

  /** Otherwise the new set would take the pod away, before a write has committed without it. */
  @Test
  void makesTheSetAgainWithThePodOfAMemberThatJustLeft() {
    var four = ObservedStates.healthy(4).committed(1, 2, 3).synced(4).replicas(4);
    var state = VolumeSketch.of(Role.VOTER, four.build()).withoutSet().build();
    assertThat(replicasApplied(planner.plan(Ensembles.three(), state))).isEqualTo(4);
  }

  @Test
  void makesTheSetAgainWithThePodOfAJoiner() {
    var joining = healthy(3).replicas(4).syncing(4);
    var state = VolumeSketch.of(Role.VOTER, joining.build()).withoutSet().build();
    var plan = planner.plan(Ensembles.of(5).build(), state);
    assertThat(replicasApplied(plan)).isEqualTo(4);
  }

  /** It has been taken away already; another one would start on what it left. */
  @Test
  void doesNotMakeAPodAgainThatIsOnItsWayOut() {
    var going = healthy(3).replicas(3).synced(4).terminating(4);
    var state = VolumeSketch.of(Role.VOTER, going.build()).withoutSet().build();
    assertThat(replicasApplied(planner.plan(Ensembles.three(), state))).isEqualTo(3);
  }

  private static int replicasApplied(Plan plan) {
    return applied(plan).getSpec().getReplicas();
  }

  private static StatefulSet applied(Plan plan) {
    return plan.actions().stream()
        .flatMap(a -> a instanceof Action.Apply(StatefulSet set) ? Stream.of(set) : Stream.of())
        .findFirst()
        .orElseThrow();
  }
}
