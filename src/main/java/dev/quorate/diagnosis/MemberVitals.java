package dev.quorate.diagnosis;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.ContainerState.Terminated;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.MemberId;
import dev.quorate.plan.MemberHealth;
import dev.quorate.zookeeper.ConfReport;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of one member.
 *
 * @param pod the name of its pod
 * @param settings in effect; empty when unknown
 * @param volumeUse how much of the fullest of its volumes is used, in percent; unknown when nobody
 *     can tell
 * @param log what its log tells, when somebody has read it
 * @param probe what the performance probe met, where it is asked for
 */
public record MemberVitals(
    String pod,
    ObservedMember seen,
    MemberHealth health,
    Figures figures,
    Optional<Map<String, String>> settings,
    OptionalDouble volumeUse,
    LogSigns log,
    ProbeCourse probe) {

  public MemberId id() {
    return seen.id();
  }

  /** The same with what its log tells. */
  MemberVitals with(LogSigns signs) {
    return new MemberVitals(pod, seen, health, figures, settings, volumeUse, signs, probe);
  }

  /** The same with what the performance probe met. */
  MemberVitals with(ProbeCourse course) {
    return new MemberVitals(pod, seen, health, figures, settings, volumeUse, log, course);
  }

  Optional<Serving> serving() {
    return seen.serving();
  }

  OptionalDouble figure(Figure figure) {
    return figures.get(figure);
  }

  /** A number among its settings. */
  OptionalDouble setting(String key) {
    return settings.map(s -> ConfReport.number(s, key)).orElse(OptionalDouble.empty());
  }

  /** Whether its process may run; it does not without a pod, and not once it has ended. */
  boolean runs() {
    return seen.pod()
        .map(pod ->
            pod.container() instanceof ContainerState.Running
                || pod.container() instanceof ContainerState.NotReported)
        .orElse(false);
  }

  /** Whether its process was started, and has not answered the kubelet since. */
  boolean isStarting() {
    return seen.pod()
        .filter(pod -> pod.container().equals(new ContainerState.Running(false)))
        .isPresent();
  }

  /** Empty without a pod. */
  String podUid() {
    return seen.pod().map(PodFacts::uid).orElse("");
  }

  /** Starts of its container after the first one, 0 without a pod. */
  int restarts() {
    return seen.pod().map(PodFacts::restarts).orElse(0);
  }

  /** How its process ended, as long as it has not served again since. */
  Optional<Exit> crash() {
    return seen.pod()
        .filter(pod -> !health.isSynced())
        .flatMap(pod ->
            pod.container() instanceof Terminated(Exit exit)
                ? Optional.of(exit)
                : pod.lastExit().filter(_ -> !pod.served()));
  }
}
