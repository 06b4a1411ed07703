package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.ContainerState.Terminated;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Will a member never be synced again with the data that it has? Only what its data explains
 * counts: for a full disk, a wrong image or a network that is cut, other data is no remedy.
 */
final class Damage {
  /** Often enough that it is not one power failure in the middle of a write. */
  static final int CRASHES = 3;

  private Damage() {}

  /**
   * What is wrong with its data.
   *
   * @param patience how long a server may look for a leader, or copy from it, while there is one
   */
  static Optional<String> of(ObservedMember member, Instant now, Duration patience) {
    return member
        .pod()
        .filter(pod -> !pod.terminating())
        .flatMap(pod -> crashes(pod).or(() -> neverSyncs(member, pod, now, patience)));
  }

  private static Optional<String> crashes(PodFacts pod) {
    return pod.restarts() < CRASHES || pod.served()
        ? Optional.empty()
        : exits(pod).flatMap(exit -> complaint(exit).stream()).findFirst();
  }

  private static Stream<Exit> exits(PodFacts pod) {
    var current =
        pod.container() instanceof Terminated(Exit exit)
            ? Optional.of(exit)
            : Optional.<Exit>empty();
    return Stream.concat(current.stream(), pod.lastExit().stream());
  }

  private static Optional<String> complaint(Exit exit) {
    if (exit.code() == ExitCode.FOREIGN_VOLUME.code()) {
      return Optional.of("its volume has the data of another member");
    }
    boolean mayBeData =
        exit.code() == ExitCode.UNEXPECTED.code() || exit.code() == ExitCode.TRANSACTION_LOG.code();
    return CrashCause.of(exit.message())
        .filter(cause -> mayBeData && cause == CrashCause.BAD_DATA)
        .flatMap(cause -> cause.saidIn(exit.message()))
        .map("its server cannot start on its data (%s)"::formatted);
  }

  private static Optional<String> neverSyncs(
      ObservedMember member, PodFacts pod, Instant now, Duration patience) {
    boolean answers =
        pod.container() instanceof ContainerState.Running
            && member.server() instanceof Probed.Known<ServerFacts>(ServerFacts.NotServing _);
    return answers
        ? pod.unreadySince()
            .filter(since -> since.plus(patience).isBefore(now))
            .map(since ->
                "its server runs, and has not found the leader for %d s, although there is one"
                    .formatted(Duration.between(since, now).toSeconds()))
        : Optional.empty();
  }
}
