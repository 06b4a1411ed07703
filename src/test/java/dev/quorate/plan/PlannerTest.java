package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.facts.LiveObject;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Scripts SCRIPTS = Scripts.shipped();
  private static final Names NAMES = Ensembles.three().names();

  private final List<Topology> rendered = new ArrayList<>();
  private final Planner planner =
      new Planner(
          (ensemble, topology) -> {
            rendered.add(topology);
            return DesiredResources.of(ensemble, topology, SCRIPTS);
          },
          new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));

  private Plan plan(Ensemble ensemble, ObservedState state) {
    return planner.plan(ensemble, state);
  }

  private Plan planThree(ObservedStates states) {
    return plan(Ensembles.three(), states.revision(currentRevision()).build());
  }

  /** The revision that the pods of an unchanged ensemble of three run. */
  private static String currentRevision() {
    var servers =
        Ensembles.three().voterIds().stream().map(id -> NAMES.serverLine(id, Role.VOTER)).toList();
    return DesiredResources.of(Ensembles.three(), new Topology(3, 0, servers, true, 1), SCRIPTS)
        .revisions()
        .voters();
  }

  private Topology topology() {
    return rendered.getLast();
  }

  private static List<String> texts(Plan plan) {
    return plan.actions().stream().map(PlannerTest::text).toList();
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.Apply a ->
          "apply %s %s"
              .formatted(a.desired().getKind(), a.desired().getMetadata().getName())
              .replaceAll("config-[a-z0-9]+$", "config-…");
      case Action.CreateSuperuser _ -> "create superuser";
      case Action.AnnotateClaim a -> "annotate " + a.claim();
      case Action.Prune p -> "prune " + p.name();
      case Action.DeletePod d -> "delete pod " + d.pod();
      case Action.EvictPod e -> "evict pod " + e.pod();
      case Action.Reconfigure r -> "reconfigure " + r.change();
      case Action.AddPod a -> "add pod of " + a.member();
      case Action.ReplaceVolumes r -> "replace volumes of " + r.pod();
      case Action.RemovePods r -> "remove pods of " + r.members();
      case Action.GrowClaim g -> "grow " + g.claim();
      case Action.OrphanPods o -> "orphan the pods of " + o.set();
    };
  }

  private static List<String> reasons(Plan plan) {
    return plan.blockers().stream()
        .map(b -> b.reason() + b.member().map(m -> " " + m).orElse(""))
        .toList();
  }

  private static LiveObject object(String kind, String name, boolean managed, String... owner) {
    return new LiveObject(
        kind,
        name,
        "uid-of-" + name,
        "7",
        managed,
        owner.length == 0 ? Optional.empty() : Optional.of(owner[0]),
        owner.length == 0 ? Optional.empty() : Optional.of(owner[1]),
        false);
  }

  @Test
  void appliesEverythingInOrderForAResourceThatWasJustCreated() {
    var plan = planThree(ObservedStates.nothing(3));
    assertThat(texts(plan))
        .containsExactly(
            "create superuser",
            "apply ServiceAccount zk",
            "apply ConfigMap zk-config-…",
            "apply ConfigMap zk-membership",
            "apply Service zk-members",
            "apply PodDisruptionBudget zk",
            "apply StatefulSet zk",
            "apply Service zk-client");
    assertThat(plan.stage().reason()).isEqualTo(Reason.FORMING);
    assertThat(topology().formed()).isFalse();
    assertThat(reasons(plan))
        .containsExactly("PodMissing zk-0", "PodMissing zk-1", "PodMissing zk-2");
  }

  @Test
  void recordsTheFormationOnTheClaimsBeforeAnythingElse() {
    var plan = planThree(ObservedStates.healthy(3).unrecorded());
    assertThat(texts(plan))
        .startsWith("annotate data-zk-0", "annotate data-zk-1", "annotate data-zk-2");
    assertThat(topology().formed()).isTrue();
    assertThat(plan.formedVersion()).contains("100000000");
  }

  @Test
  void doesNotRecordTheVolumeOfAMemberThatIsNotSynced() {
    var plan = planThree(ObservedStates.healthy(3).unrecorded().syncing(1));
    assertThat(texts(plan))
        .startsWith("annotate data-zk-1", "annotate data-zk-2", "apply ServiceAccount zk");
  }

  @Test
  void staysFormedWhenAnyOneRecordIsLeft() {
    var statusOnly = ObservedStates.starting(3).formedInStatus(true);
    var claimOnly = ObservedStates.healthy(3).formedInStatus(false).electing();
    var membershipOnly =
        ObservedStates.healthy(3)
            .unrecorded()
            .electing()
            .membership(Probed.known(Optional.of(new RecordedMembership(servers(1, 2, 3), true))));
    for (var states : List.of(statusOnly, claimOnly, membershipOnly)) {
      planThree(states);
      assertThat(topology().formed()).isTrue();
    }
  }

  @Test
  void isNotFormedWhileMembersOnlyAnswerWithoutALeader() {
    planThree(ObservedStates.starting(3).electing());
    assertThat(topology().formed()).isFalse();
  }

  @Test
  void listsTheCommittedMembersNotTheWantedOnes() {
    plan(Ensembles.of(5).build(), ObservedStates.healthy(3).build());
    assertThat(topology().servers()).isEqualTo(servers(1, 2, 3));
    assertThat(topology().voterReplicas()).isEqualTo(3);
  }

  @Test
  void keepsTheRecordedListWhileNobodyLeads() {
    var states =
        ObservedStates.healthy(3)
            .electing()
            .membership(Probed.known(Optional.of(new RecordedMembership(servers(1, 2, 3), true))));
    plan(Ensembles.of(1).build(), states.build());
    assertThat(topology().servers()).isEqualTo(servers(1, 2, 3));
  }

  @Test
  void listsTheVotersOfTheKeptVolumesWhenTheClusterIsCreatedAgain() {
    var kept =
        ObservedStates.healthy(3)
            .podMissing(1)
            .podMissing(2)
            .podMissing(3)
            .formedInStatus(false)
            .membership(Probed.known(Optional.empty()));
    plan(Ensembles.of(5).build(), kept.build());
    assertThat(topology()).isEqualTo(new Topology(3, 0, servers(1, 2, 3), true, 0));
  }

  @Test
  void claimsThatNeverFormedDoNotCount() {
    planThree(ObservedStates.starting(3).membership(Probed.known(Optional.empty())));
    assertThat(topology().formed()).isFalse();
  }

  @Test
  void changesNothingWhileTheListOfMembersCannotBeRead() {
    var plan =
        planThree(
            ObservedStates.healthy(3).electing().membership(Probed.unknown("no server line")));
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.stage().reason()).isEqualTo(Reason.MEMBERSHIP_UNKNOWN);
  }

  @Test
  void repairsAnUnreadableListFromTheLeader() {
    var plan = planThree(ObservedStates.healthy(3).membership(Probed.unknown("no server line")));
    assertThat(plan.stage().reason()).isEqualTo(Reason.ENSEMBLE_READY);
    assertThat(texts(plan)).contains("apply ConfigMap zk-membership");
  }

  @Test
  void touchesNothingWhenSomebodyElseHasTheName() {
    var plan = planThree(ObservedStates.nothing(3).object(object("Service", "zk-client", false)));
    assertThat(plan.actions()).isEmpty();
    assertThat(reasons(plan)).containsExactly("NameConflict");
    assertThat(plan.stage().message()).contains("Service zk-client");
  }

  @Test
  void waitsForTheObjectsOfADeletedNamesake() {
    var plan =
        planThree(
            ObservedStates.nothing(3).object(object("StatefulSet", "zk", true, "old-uid", "zk")));
    assertThat(plan.actions()).isEmpty();
    assertThat(reasons(plan)).containsExactly("CreatingEnsemble");
  }

  @Test
  void adoptsItsOwnObjectsThatLostTheirOwner() {
    var plan = planThree(ObservedStates.healthy(3).object(object("StatefulSet", "zk", true)));
    assertThat(texts(plan)).contains("apply StatefulSet zk");
  }

  @Test
  void touchesNothingWhilePaused() {
    var plan =
        plan(
            Ensembles.of(3).paused().build(),
            ObservedStates.healthy(3).podFailed(1, "Evicted").build());
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.stage().reason()).isEqualTo(Reason.PAUSED);
    assertThat(plan.health()).hasSize(3);
  }

  @Test
  void replacesAPodThatHasEnded() {
    var plan = planThree(ObservedStates.healthy(3).podFailed(3, "Evicted: node was low on memory"));
    assertThat(texts(plan)).endsWith("delete pod zk-2");
    assertThat(plan.actions().getLast())
        .isEqualTo(
            new Action.DeletePod(
                new MemberId(3),
                "zk-2",
                "uid-of-zk-2",
                "100",
                Reason.HEALING,
                "pod has ended: Evicted: node was low on memory"));
  }

  @Test
  void replacesAPodThatIsStuckOnATemplateWhichHasBeenCorrected() {
    var plan =
        plan(
            Ensembles.three(),
            ObservedStates.healthy(3)
                .revision(currentRevision())
                .imageUnavailable(2, "no such image")
                .revision(2, "old")
                .leader(1)
                .build());
    assertThat(texts(plan)).endsWith("delete pod zk-1");
  }

  @Test
  void waitsForAPodThatIsStuckOnTheCurrentTemplate() {
    var plan = planThree(ObservedStates.healthy(3).leader(1).imageUnavailable(2, "no such image"));
    assertThat(plan.actions()).noneMatch(Action::isDisruptive);
    assertThat(reasons(plan)).containsExactly("ImageUnavailable zk-1");
  }

  @Test
  void neverDeletesAPodWhoseServerRuns() {
    for (var states :
        List.of(
            ObservedStates.healthy(3).electing(),
            ObservedStates.healthy(3).unreachable(),
            ObservedStates.healthy(3).unreachable(1),
            ObservedStates.healthy(3).syncing(1))) {
      var plan = plan(Ensembles.three(), states.revision("old").build());
      assertThat(plan.actions()).noneMatch(Action::isDisruptive);
    }
  }

  @Test
  void replacesOnePodAtATime() {
    var plan = planThree(ObservedStates.healthy(5).podFailed(1, "Evicted").podFailed(2, "Evicted"));
    assertThat(plan.actions()).filteredOn(Action::isDisruptive).hasSize(1);
    var next =
        planThree(ObservedStates.healthy(5).terminating(1).podFailed(2, "Evicted").leader(4));
    assertThat(next.actions()).noneMatch(Action::isDisruptive);
  }

  @Test
  void saysWhoIsMissingWhenTheQuorumIsLost() {
    var plan =
        planThree(ObservedStates.healthy(3).electing(1).podMissing(2).crashLooping(3, 10, 4));
    assertThat(plan.stage().reason()).isEqualTo(Reason.QUORUM_LOST);
    assertThat(plan.stage().message())
        .contains(
            "no majority of 3 (2 needed) serves",
            "zk-0: the server runs, but has not found a leader",
            "zk-1: the pod does not exist",
            "zk-2: the server ended and is restarted: exit code 10",
            "the snapshot or transaction log cannot be read or written");
    assertThat(plan.actions()).noneMatch(Action::isDisruptive);
  }

  @Test
  void doesNotClaimThatAQuorumIsLostWhichItCannotSee() {
    var plan = planThree(ObservedStates.healthy(3).unseen(1).unseen(2).unseen(3));
    assertThat(plan.stage().reason()).isEqualTo(Reason.QUORUM_UNKNOWN);
    var frozen = planThree(ObservedStates.healthy(3).unreachable());
    assertThat(frozen.stage().reason()).isEqualTo(Reason.QUORUM_LOST);
  }

  @Test
  void waitsWhileTwoMembersClaimToLead() {
    var plan = planThree(ObservedStates.healthy(3).alsoLeads(1));
    assertThat(plan.stage().message()).contains("claim to lead at the same time");
    assertThat(topology().maxUnavailable()).isZero();
  }

  @Test
  void namesAVersionThatTheImageDoesNotRun() {
    var plan = planThree(ObservedStates.healthy(3).version(1, "3.9.4"));
    assertThat(reasons(plan)).contains("VersionMismatch zk-0");
  }

  @Test
  void prunesConfigurationsThatNobodyUsesOnlyAtRest() {
    var old = object("ConfigMap", "zk-config-old", true, Ensembles.UID, "zk");
    var foreign = object("ConfigMap", "zk-config-theirs", false);
    var rest = ObservedStates.healthy(3).object(old).object(foreign);
    assertThat(texts(planThree(rest))).endsWith("prune zk-config-old");
    var busy = ObservedStates.healthy(3).object(old).syncing(1);
    assertThat(texts(planThree(busy))).doesNotContain("prune zk-config-old");
  }

  @Test
  void looksAgainSoonerWhileSomethingIsAwaited() {
    assertThat(planThree(ObservedStates.healthy(3)).requeue()).hasSeconds(10);
    assertThat(planThree(ObservedStates.starting(3)).requeue()).hasSeconds(1);
  }

  @Test
  void equalFactsGiveEqualPlans() {
    assertThat(planThree(ObservedStates.healthy(3).syncing(2)))
        .isEqualTo(planThree(ObservedStates.healthy(3).syncing(2)));
  }

  private static List<ServerLine> servers(int... ids) {
    return IntStream.of(ids)
        .mapToObj(id -> NAMES.serverLine(new MemberId(id), Role.VOTER))
        .toList();
  }
}
