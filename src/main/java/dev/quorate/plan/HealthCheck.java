package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.Complaint;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.Excerpt;
import dev.quorate.model.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is one member doing, and what keeps it from being synced? The pod is asked before the
 * server, because the first cause is the one that a person can act on.
 */
public final class HealthCheck {
  private static final Set<String> IMAGE_PROBLEMS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable");
  private static final Set<String> CONTAINER_PROBLEMS =
      Set.of(
          "CrashLoopBackOff",
          "RunContainerError",
          "StartError",
          "CreateContainerError",
          "CreateContainerConfigError");

  private static final Set<String> VOLUME_PROBLEMS =
      Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
  private static final String OUT_OF_MEMORY = "OOMKilled";
  private static final String LIMIT_REACHED =
      "killed, because it used more memory than its limit; raise spec.pod.resources.limits.memory";

  private final ObservedMember member;
  private final boolean formed;

  private HealthCheck(ObservedMember member, boolean formed) {
    this.member = member;
    this.formed = formed;
  }

  public static MemberHealth of(ObservedMember member, ObservedState state) {
    return new HealthCheck(member, Formation.of(state).isFormed()).in(state.quorum());
  }

  private MemberHealth in(QuorumView quorum) {
    boolean isGoing = member.pod().map(PodFacts::terminating).orElse(false);
    boolean confirmed =
        quorum.synced().contains(member.id()) || quorum.observing().contains(member.id());
    if (confirmed && !isGoing) {
      return new MemberHealth(member.id(), Reason.MEMBER_SYNCED, "");
    }
    if (quorum.joinable().contains(member.id()) && !isGoing) {
      return new MemberHealth(
          member.id(),
          Reason.MEMBER_WITHOUT_VOTE,
          "it follows the leader and has its data, and the configuration does not name it");
    }
    Finding finding =
        member
            .pod()
            .map(pod -> podProblem(pod).orElseGet(() -> serverState(pod)))
            .orElseGet(this::missing);
    return new MemberHealth(member.id(), finding.reason(), finding.message());
  }

  private record Finding(Reason reason, String message) {}

  private Finding missing() {
    return switch (member.complaint()) {
      case Probed.Known<Optional<Complaint>>(Optional<Complaint> complaint) ->
          complaint
              .map(c -> new Finding(Reason.POD_REFUSED, "its pod is refused: " + fit(c)))
              .orElse(new Finding(Reason.POD_MISSING, "the pod does not exist"));
      case Probed.Unknown<Optional<Complaint>>(String why) ->
          new Finding(Reason.POD_MISSING, "the pod does not exist; " + why);
    };
  }

  private static String fit(Complaint complaint) {
    return Excerpt.of(complaint.message());
  }

  /** The kubelet tells of volumes in events alone. */
  private Finding beingCreated() {
    var complaint = member.complaint().ifKnown().flatMap(c -> c);
    return complaint
        .filter(c -> VOLUME_PROBLEMS.contains(c.reason()))
        .map(c ->
            new Finding(
                Reason.VOLUME_UNAVAILABLE,
                "a volume cannot be used (%s): %s".formatted(c.reason(), fit(c))))
        .or(() ->
            complaint.map(c ->
                new Finding(
                    Reason.POD_STARTING,
                    "the container is being created (%s): %s".formatted(c.reason(), fit(c)))))
        .orElse(new Finding(Reason.POD_STARTING, "the container is being created"));
  }

  private Optional<Finding> podProblem(PodFacts pod) {
    if (pod.terminating()) {
      return found(Reason.POD_TERMINATING, "the pod is being deleted");
    }
    if (pod.ended()) {
      return found(
          Reason.POD_FAILED, "the pod has ended: " + pod.problem().orElse("no reason given"));
    }
    if (pod.container() instanceof ContainerState.Waiting waiting) {
      return waiting(pod, waiting);
    }
    if (pod.container() instanceof ContainerState.Terminated(Exit exit)) {
      return Optional.of(ended(exit, "the server has ended: "));
    }
    return pod.phase() == PodFacts.Phase.PENDING
        ? found(Reason.POD_PENDING, pod.problem().orElse("the pod waits for a node"))
        : Optional.empty();
  }

  private Optional<Finding> waiting(PodFacts pod, ContainerState.Waiting waiting) {
    if (IMAGE_PROBLEMS.contains(waiting.reason())) {
      return found(
          Reason.IMAGE_UNAVAILABLE,
          "the image cannot be pulled (%s): %s".formatted(waiting.reason(), waiting.message()));
    }
    if (CONTAINER_PROBLEMS.contains(waiting.reason())) {
      return pod.lastExit()
          .map(exit -> ended(exit, "the server ended and is restarted: "))
          .or(() ->
              found(
                  Reason.CRASH_LOOP,
                  "the container does not start (%s%s): %s"
                      .formatted(waiting.reason(), cause(waiting), waiting.message())));
    }
    return pod.problem()
        .map(problem -> new Finding(Reason.POD_PENDING, problem))
        .or(() -> Optional.of(beingCreated()));
  }

  private static String cause(ContainerState.Waiting waiting) {
    return CrashCause.of(waiting.message()).map(cause -> ", " + cause.meaning()).orElse("");
  }

  private Finding serverState(PodFacts pod) {
    return switch (member.server()) {
      case Probed.Known<ServerFacts>(ServerFacts.NotServing _) ->
          awaited(pod, Reason.MEMBER_ELECTING, "the server runs, but has not found a leader");
      case Probed.Known<ServerFacts>(ServerFacts.Serving serving) ->
          awaited(
              pod,
              Reason.MEMBER_SYNCING,
              "serves as %s (%s), but no leader confirms that it is synced"
                  .formatted(
                      serving.mode().name().toLowerCase(Locale.ROOT),
                      serving
                          .sync()
                          .ifKnown()
                          .map(ServerFacts.Sync::peerState)
                          .orElse("state unknown")));
      case Probed.Unknown<ServerFacts>(String why) ->
          hasStarted(pod)
              ? new Finding(
                  Reason.MEMBER_UNREACHABLE, "it was started, but does not answer: " + why)
              : awaited(pod, Reason.POD_STARTING, "the server does not answer yet: " + why);
    };
  }

  private static boolean hasStarted(PodFacts pod) {
    return pod.ready() || pod.container().equals(new ContainerState.Running(true));
  }

  /** What is seen of a server on its way, unless its last end told more. */
  private Finding awaited(PodFacts pod, Reason reason, String message) {
    return !pod.served() && pod.lastExit().filter(HealthCheck::foundTheDiskEmpty).isPresent()
        ? startsEmpty()
        : new Finding(reason, message);
  }

  private Finding ended(Exit exit, String what) {
    return foundTheDiskEmpty(exit)
        ? startsEmpty()
        : new Finding(Reason.CRASH_LOOP, what + describe(exit));
  }

  private static boolean foundTheDiskEmpty(Exit exit) {
    return exit.code() == ExitCode.DISK_WIPED.code();
  }

  /**
   * A voter that starts for the first time after the others have formed finds its disk empty too.
   * Before anybody has formed, only a pod that has begun once already tells of an empty disk.
   */
  private Finding startsEmpty() {
    if (!formed) {
      return new Finding(
          Reason.DISK_WIPED,
          "its disk was found empty again before the ensemble formed, so it has no vote; delete the"
              + " pod, and the next one begins anew");
    }
    boolean hadData = member.claim().map(ClaimFacts::hasFormed).orElse(true);
    return hadData
        ? new Finding(
            Reason.DISK_WIPED,
            "its disk was found empty; it votes again when a leader has resynced it")
        : new Finding(
            Reason.MEMBER_SYNCING,
            "its volume is empty; it copies the data from a leader before it votes");
  }

  private static String describe(Exit exit) {
    String words = LastWords.of(exit.message());
    String said = words.isEmpty() ? "" : "; it said: " + words;
    return "exit code %d (%s%s)%s".formatted(exit.code(), exit.reason(), meaning(exit), said);
  }

  /** What it said is more than its code: that of a full heap is the one of a missing directory. */
  private static String meaning(Exit exit) {
    return CrashCause.of(exit.message())
        .map(CrashCause::meaning)
        .or(() ->
            exit.reason().equals(OUT_OF_MEMORY) ? Optional.of(LIMIT_REACHED) : Optional.empty())
        .or(() -> ExitCode.meaning(exit.code()))
        .map(meaning -> ", " + meaning)
        .orElse("");
  }

  private static Optional<Finding> found(Reason reason, String message) {
    return Optional.of(new Finding(reason, message));
  }
}
