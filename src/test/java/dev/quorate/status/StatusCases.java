package dev.quorate.status;

import static dev.quorate.testing.ArgoHealth.DEGRADED;
import static dev.quorate.testing.ArgoHealth.HEALTHY;
import static dev.quorate.testing.ArgoHealth.PROGRESSING;
import static dev.quorate.testing.ArgoHealth.SUSPENDED;
import static dev.quorate.testing.Kstatus.CURRENT;
import static dev.quorate.testing.Kstatus.FAILED;
import static dev.quorate.testing.Kstatus.IN_PROGRESS;
import static dev.quorate.testing.KubectlWait.RETURNS;
import static dev.quorate.testing.KubectlWait.WAITS;
import static dev.quorate.testing.ObservedStates.healthy;
import static dev.quorate.testing.ObservedStates.nothing;
import static dev.quorate.testing.ObservedStates.starting;

import dev.quorate.facts.LiveObject;
import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Action;
import dev.quorate.testing.ArgoHealth;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Kstatus;
import dev.quorate.testing.KubectlWait;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.VolumeSketch;
import dev.quorate.validation.Refusal;
import dev.quorate.validation.Warning;
import java.util.Optional;
import java.util.stream.Stream;

/** Every situation that this version of the operator can tell apart. */
final class StatusCases {
  private static final Refusal FOUR_VOTERS =
      new Refusal("spec.replicas", "4 voters tolerate no more failures than 3", "write 3 or 5");
  private static final Warning EPHEMERAL =
      new Warning(
          Reason.EPHEMERAL_STORAGE, "spec.storage.type", "all data is lost when the pods go");
  private static final Warning OLD_VERSION =
      new Warning(Reason.SPEC_WARNING, "spec.version", "3.9.3 is older than 3.9.4; write 3.9.5");
  private static final String NOT_FOUND = "docker.io/library/zookeeper:3.9.55: not found";

  private StatusCases() {}

  static Stream<StatusCase> all() {
    return Stream.of(
            forming(),
            serving(),
            outages(),
            specification(),
            RollCases.all(),
            DelayCases.all(),
            scaling(),
            drift(),
            volumes(),
            writes())
        .flatMap(s -> s);
  }

  private static StatusCase fresh(
      String name, Pass pass, Kstatus kstatus, KubectlWait wait, ArgoHealth argo) {
    return new StatusCase(name, null, pass, kstatus, wait, argo);
  }

  /** A minute ago it was on its way. */
  private static StatusCase forming(String name, Pass pass, Kstatus kstatus, ArgoHealth argo) {
    return new StatusCase(name, Passes.three(starting(3)), pass, kstatus, WAITS, argo);
  }

  /** A minute ago everything was well. */
  static StatusCase formed(String name, Pass pass, Kstatus kstatus, ArgoHealth argo) {
    return new StatusCase(
        name, Passes.three(healthy(3)), pass, kstatus, kstatus == CURRENT ? RETURNS : WAITS, argo);
  }

  private static Stream<StatusCase> forming() {
    return Stream.of(
        fresh("first-pass", Passes.three(nothing(3)), IN_PROGRESS, WAITS, PROGRESSING),
        forming("forming", Passes.three(starting(3)), IN_PROGRESS, PROGRESSING),
        forming(
            "forming-without-a-node",
            Passes.three(starting(3).pending(3, "Unschedulable: 0/3 nodes are available")),
            IN_PROGRESS,
            PROGRESSING),
        forming(
            "forming-without-the-image",
            Passes.three(starting(3).electing(1).imageUnavailable(3, NOT_FOUND)),
            FAILED,
            DEGRADED),
        forming("forming-election", Passes.three(starting(3).electing()), IN_PROGRESS, PROGRESSING),
        new StatusCase(
            "formed-just-now",
            Passes.three(starting(3)),
            Passes.three(healthy(3).unrecorded()),
            CURRENT,
            RETURNS,
            HEALTHY),
        fresh(
            "created-again-on-kept-volumes",
            Passes.three(healthy(3).formedInStatus(false).creating(1).creating(2).creating(3)),
            IN_PROGRESS,
            WAITS,
            DEGRADED),
        fresh(
            "earlier-cluster-still-goes",
            Passes.three(nothing(3).object(statefulSet(true, "uid-of-an-earlier-zk", "zk"))),
            IN_PROGRESS,
            WAITS,
            PROGRESSING),
        fresh(
            "name-conflict",
            Passes.three(nothing(3).object(statefulSet(true, "uid-of-other", "other"))),
            FAILED,
            WAITS,
            DEGRADED));
  }

  private static Stream<StatusCase> serving() {
    return Stream.of(
        formed("ready", Passes.three(healthy(3)), CURRENT, HEALTHY),
        new StatusCase(
            "ready-alone",
            null,
            Passes.planned(Ensembles.of(1).build(), healthy(1)),
            CURRENT,
            RETURNS,
            HEALTHY),
        formed("one-voter-down", Passes.three(healthy(3).unreachable(1)), IN_PROGRESS, PROGRESSING),
        formed("one-voter-syncing", Passes.three(healthy(3).syncing(1)), IN_PROGRESS, PROGRESSING),
        formed(
            "one-voter-leaving", Passes.three(healthy(3).terminating(1)), IN_PROGRESS, PROGRESSING),
        formed("one-pod-missing", Passes.three(healthy(3).podMissing(3)), IN_PROGRESS, PROGRESSING),
        formed(
            "one-pod-not-ready", Passes.three(healthy(3).podNotReady(3)), IN_PROGRESS, PROGRESSING),
        formed(
            "healing",
            Passes.three(healthy(3).podFailed(3, "The node was low on resource: memory")),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "crashed-once",
            Passes.three(healthy(3).crashLooping(3, 137, 1)),
            IN_PROGRESS,
            PROGRESSING),
        formed("crash-loop", Passes.three(healthy(3).crashLooping(3, 10, 7)), FAILED, DEGRADED),
        formed(
            "image-gone",
            Passes.three(healthy(3).imageUnavailable(3, NOT_FOUND)),
            FAILED,
            DEGRADED),
        formed(
            "wiped-voter",
            Passes.three(healthy(3).electing(3).exited(3, 47)),
            IN_PROGRESS,
            PROGRESSING));
  }

  private static Stream<StatusCase> outages() {
    return Stream.of(
        formed(
            "two-voters-down",
            Passes.three(healthy(3).electing(1).podMissing(2).unreachable(3)),
            IN_PROGRESS,
            DEGRADED),
        formed(
            "nobody-can-be-asked",
            Passes.three(healthy(3).unseen(1).unseen(2).unseen(3)),
            IN_PROGRESS,
            PROGRESSING),
        formed("no-leader", Passes.three(healthy(3).electing()), IN_PROGRESS, DEGRADED),
        formed("two-leaders", Passes.three(healthy(3).alsoLeads(3)), IN_PROGRESS, PROGRESSING),
        formed(
            "no-pods-left",
            Passes.three(healthy(3).podMissing(1).podMissing(2).podMissing(3)),
            IN_PROGRESS,
            DEGRADED),
        formed(
            "member-list-unreadable",
            Passes.three(healthy(3).electing().membership(Probed.unknown("no server line"))),
            IN_PROGRESS,
            DEGRADED));
  }

  private static Stream<StatusCase> scaling() {
    return Stream.of(
        formed(
            "a-voter-is-added",
            Passes.planned(
                Ensembles.of(5).build(),
                healthy(3).replicas(4).syncing(4).revision(4, ObservedStates.REVISION)),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "a-voter-is-removed",
            Passes.planned(Ensembles.three(), healthy(5)),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "a-joiner-takes-too-long",
            Passes.planned(
                Ensembles.of(5).build(),
                healthy(3)
                    .replicas(4)
                    .syncing(4)
                    .revision(4, ObservedStates.REVISION)
                    .created(4, ObservedStates.NOW.minusSeconds(1000))),
            FAILED,
            DEGRADED));
  }

  private static Stream<StatusCase> volumes() {
    var larger = Ensembles.of(3).storage(Ensembles.persistent("20Gi")).build();
    var smaller = Ensembles.of(3).storage(Ensembles.persistent("5Gi")).build();
    var fast = Ensembles.of(3).storage(Ensembles.persistent("10Gi", "fast")).build();
    var grows = Passes.planned(larger, volumesOfThree().asks("data-zk-0", "20Gi").build());
    return Stream.of(
        formed("a-volume-grows", grows, IN_PROGRESS, PROGRESSING),
        formed(
            "a-volume-cannot-grow",
            Passes.failed(
                Passes.planned(larger, volumesOfThree().build()),
                a -> a instanceof Action.GrowClaim,
                Reason.VOLUME_CANNOT_GROW,
                "grow claim data-zk-0 from 10Gi to 20Gi: 403 the class must support resize; put"
                    + " spec.storage.data.size back to 10Gi"),
            FAILED,
            DEGRADED),
        formed(
            "the-set-is-replaced",
            Passes.planned(larger, volumesOfThree().allHave("20Gi").terminating().build()),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "a-volume-cannot-shrink",
            Passes.planned(smaller, volumesOfThree().build()),
            FAILED,
            DEGRADED),
        formed(
            "volumes-of-another-class",
            Passes.planned(fast, volumesOfThree().templatesOf(fast).build()),
            FAILED,
            DEGRADED));
  }

  private static VolumeSketch volumesOfThree() {
    return VolumeSketch.of(Role.VOTER, healthy(3).build());
  }

  private static Stream<StatusCase> specification() {
    var paused = Ensembles.of(3).paused().build();
    return Stream.of(
        formed("paused", Passes.planned(paused, healthy(3)), IN_PROGRESS, SUSPENDED),
        formed(
            "paused-while-down",
            Passes.planned(paused, healthy(3).podMissing(1).podMissing(2)),
            IN_PROGRESS,
            SUSPENDED),
        formed("invalid-while-serving", Passes.refused(healthy(3), FOUR_VOTERS), FAILED, DEGRADED),
        formed(
            "invalid-while-down",
            Passes.refused(healthy(3).podMissing(1).podMissing(2), FOUR_VOTERS),
            FAILED,
            DEGRADED),
        fresh(
            "invalid-before-creation",
            Passes.refused(nothing(0), FOUR_VOTERS),
            FAILED,
            WAITS,
            DEGRADED),
        formed(
            "version-mismatch",
            Passes.three(healthy(3).version(1, "3.9.4").version(2, "3.9.4").version(3, "3.9.4")),
            FAILED,
            DEGRADED),
        formed("warnings", Passes.three(healthy(3), EPHEMERAL, OLD_VERSION), CURRENT, HEALTHY));
  }

  private static Stream<StatusCase> writes() {
    return Stream.of(
        formed(
            "api-refuses-at-rest",
            Passes.failed(
                Passes.three(healthy(3)),
                Passes.applies("Service"),
                Reason.API_REFUSED,
                "apply Service zk-client: 403 services is forbidden"),
            FAILED,
            DEGRADED),
        forming(
            "api-refuses-while-forming",
            Passes.failed(
                Passes.three(nothing(3)),
                Passes.applies("StatefulSet"),
                Reason.API_REFUSED,
                "apply StatefulSet zk: 403 exceeded quota: pods=3"),
            FAILED,
            DEGRADED),
        formed(
            "situation-changed",
            Passes.failed(
                Passes.three(healthy(3).podFailed(3, "Evicted")),
                Action::isDisruptive,
                Reason.SITUATION_CHANGED,
                "pod zk-2 is left alone, because meanwhile it is another pod"),
            IN_PROGRESS,
            PROGRESSING));
  }

  private static LiveObject statefulSet(boolean managed, String ownerUid, String owner) {
    return new LiveObject(
        "StatefulSet", "zk", "uid", "7", managed, Optional.of(ownerUid), Optional.of(owner), false);
  }

  private static Stream<StatusCase> drift() {
    return Stream.of(
        formed(
            "a-member-was-given-another-address",
            Passes.three(healthy(3).committed(with(3, "zk-2.elsewhere"))),
            IN_PROGRESS,
            PROGRESSING),
        formed(
            "foreign-member",
            Passes.three(healthy(3).committed(with(7, "elsewhere")).foreignSynced(1)),
            FAILED,
            DEGRADED),
        formed(
            "foreign-voter-away",
            Passes.three(healthy(3).committed(with(7, "elsewhere"))),
            IN_PROGRESS,
            PROGRESSING));
  }

  /** Somebody has listed this server, beside ours or instead of one. */
  private static QuorumConfig with(int id, String host) {
    var names = Ensembles.three().names();
    var ours =
        Stream.of(1, 2, 3)
            .filter(ordinal -> ordinal != id)
            .map(MemberId::new)
            .map(member -> names.serverLine(member, Role.VOTER));
    var listed = ServerLine.of(new MemberId(id), host, Role.VOTER);
    return new QuorumConfig(1L << 32, Stream.concat(ours, Stream.of(listed)).toList());
  }
}
