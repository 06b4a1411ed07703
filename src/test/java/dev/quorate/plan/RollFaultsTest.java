package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Complaint;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.MemberSketch;
import dev.quorate.testing.ObservedStates;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can keep a restarted member from coming back, at each step of a roll of three:
 * the roll stops there and says why, nobody else is touched, and a specification that is set back
 * mends that member first.
 */
class RollFaultsTest {
  private static final String OTHER = "gfr7t5bwxk";

  private final PlannedSteps steps = new PlannedSteps();

  /** How the member looks that was restarted on the newest template. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody changes a lambda
  enum Fault {
    IMAGE_CANNOT_BE_PULLED(
        Reason.IMAGE_UNAVAILABLE,
        "no such image",
        (states, id) -> states.imageUnavailable(id, "no such image")),
    IMAGE_IS_NOT_ZOOKEEPER(
        Reason.CRASH_LOOP,
        "it is not a ZooKeeper image",
        crashed(127, "line 433: exec: zkServer.sh: not found")),
    CRASH_LOOP(
        Reason.CRASH_LOOP,
        "the configuration cannot be read",
        (states, id) -> states.crashLooping(id, 2, 7)),
    NO_NODE(
        Reason.POD_PENDING,
        "Unschedulable: 0/3 nodes",
        (states, id) -> states.pending(id, "Unschedulable: 0/3 nodes are available")),
    VOLUME_NOT_ATTACHED(
        Reason.VOLUME_UNAVAILABLE,
        "Multi-Attach error",
        (states, id) ->
            states
                .creating(id)
                .change(id, complains("FailedAttachVolume", "Multi-Attach error for volume"))),
    NEVER_STARTED(Reason.POD_STARTING, "the server does not answer yet", ObservedStates::begins),
    NEVER_READY(Reason.MEMBERS_NOT_READY, "its pod is not ready yet", ObservedStates::podNotReady),
    ANOTHER_RELEASE(
        Reason.VERSION_MISMATCH,
        "the image runs 3.9.4",
        (states, id) -> states.version(id, "3.9.4")),
    ADMISSION_REFUSES(
        Reason.POD_REFUSED,
        "its pod is refused: pods \"zk\" is forbidden: exceeded quota",
        (states, id) ->
            states
                .podMissing(id)
                .change(
                    id,
                    complains("FailedCreate", "pods \"zk\" is forbidden: exceeded quota: team-a")));

    private final Reason reason;
    private final String cause;
    private final BiConsumer<ObservedStates, Integer> happens;

    Fault(Reason reason, String cause, BiConsumer<ObservedStates, Integer> happens) {
      this.reason = reason;
      this.cause = cause;
      this.happens = happens;
    }

    private static Consumer<MemberSketch> complains(String reason, String message) {
      return m -> m.complaint = Probed.known(Optional.of(new Complaint(reason, message)));
    }

    private static BiConsumer<ObservedStates, Integer> crashed(int code, String words) {
      return (states, id) -> states.change(id, m -> m.crashed(new Exit(code, "Error", words), 7));
    }
  }

  /** The leader is the second member, and goes last; when it goes, the first leads. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of
  enum Step {
    FIRST_FOLLOWER(1, List.of()),
    SECOND_FOLLOWER(3, List.of(1)),
    LEADER(2, List.of(1, 3));

    private final int id;
    private final List<Integer> before;

    Step(int id, List<Integer> before) {
      this.id = id;
      this.before = before;
    }

    private String pod() {
      return "zk-" + (id - 1);
    }

    /** Pods made from one template before this step, and from another since. */
    private ObservedStates states(Fault fault, String old, String since) {
      var states = ObservedStates.healthy(3).revision(old);
      before.forEach(done -> states.revisionOfPod(done, since));
      states.revisionOfPod(id, since);
      fault.happens.accept(this == LEADER ? states.leader(1) : states, id);
      return states;
    }
  }

  static Stream<Arguments> everyFaultAtEveryStep() {
    return Stream.of(Fault.values())
        .flatMap(fault -> Stream.of(Step.values()).map(step -> Arguments.of(fault, step)));
  }

  /** Nothing is left to wait for when the last one is synced; the condition Ready tells of it. */
  static Stream<Arguments> everyFaultThatStopsARoll() {
    return everyFaultAtEveryStep()
        .filter(a -> a.get()[0] != Fault.NEVER_READY || a.get()[1] != Step.LEADER);
  }

  private static String wanted(Ensemble ensemble) {
    return PlannedSteps.revisions(ensemble).voters();
  }

  @ParameterizedTest
  @MethodSource("everyFaultThatStopsARoll")
  void stopsThereAndSaysWhy(Fault fault, Step step) {
    var three = Ensembles.three();
    var states = step.states(fault, OTHER, wanted(three));
    assertThat(steps.nextAsTheyRun(three, states))
        .containsExactly("wait for %s %s".formatted(fault.reason.text(), step.pod()));
    var plan = steps.planAsTheyRun(three, states);
    assertThat(plan.blockers().getFirst().message()).contains(fault.cause);
    assertThat(plan.stage().message()).contains(fault.cause);
  }

  @ParameterizedTest
  @MethodSource("everyFaultAtEveryStep")
  void mendsThatMemberFirstWhenTheSpecificationIsSetBack(Fault fault, Step step) {
    var three = Ensembles.three();
    var next = steps.nextAsTheyRun(three, step.states(fault, wanted(three), OTHER));
    switch (fault) {
      // Kubernetes makes it from the template that was put right.
      case ADMISSION_REFUSES ->
          assertThat(next).containsExactly("wait for PodRefused " + step.pod());
      // It serves like the others, so it has its turn like them.
      case ANOTHER_RELEASE -> assertThat(next).singleElement().asString().startsWith("evict ");
      case NEVER_READY -> assertThat(next).containsExactly("evict " + step.pod());
      default -> assertThat(next).containsExactly("delete " + step.pod());
    }
  }

  @Test
  void waitsForAnOutdatedMemberThatWasReadyAndIsNotForTheMoment() {
    var three = Ensembles.three();
    var states = ObservedStates.healthy(3).revision(OTHER).podNotReady(3);
    assertThat(steps.nextAsTheyRun(three, states.change(3, m -> m.served = true)))
        .containsExactly("wait for MembersNotReady zk-2");
  }

  @Test
  void saysThatItMayNotReadWhyThereIsNoPod() {
    var three = Ensembles.three();
    var states =
        ObservedStates.healthy(3)
            .revision(wanted(three))
            .podMissing(1)
            .change(1, m -> m.complaint = Probed.unknown("the operator may not list events"));
    assertThat(steps.planAsTheyRun(three, states).blockers().getFirst())
        .isEqualTo(
            Blocker.of(
                Reason.POD_MISSING,
                "zk-0",
                "the pod does not exist; the operator may not list events"));
  }
}
