package dev.quorate.observe;

import dev.quorate.facts.Complaint;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads why a member has no pod, or none that starts: a StatefulSet whose pod is refused and a
 * kubelet that cannot mount a volume say so in events alone. Events are many, so nobody watches
 * them, and only those of one object are asked for, when something takes long. They explain; what
 * is done does not depend on them.
 */
final class Complaints {
  /** Longer than a pod takes whose image is there; a first mount may fail and be repeated. */
  static final Duration USUAL_START = Duration.ofSeconds(10);

  /** By lastTimestamp in whole seconds: of two in the same one, what went well came last. */
  private static final Comparator<Event> BY_TIME =
      Comparator.comparing(Complaints::time).thenComparing(event -> !isWarning(event));

  private static final String FAILED = " failed error: ";

  /** What the event of the pod says before what that of its claim says. */
  private static final Pattern OF_CLAIM = Pattern.compile("^failed to create PVC \\S+: ");

  private final Names names;
  private final Set<String> withoutPod;
  private final KubernetesClient client;
  private final Instant now;

  /**
   * @param withoutPod pods that were missing already when somebody looked last
   */
  Complaints(Names names, Set<String> withoutPod, KubernetesClient client, Instant now) {
    this.names = names;
    this.withoutPod = withoutPod;
    this.client = client;
    this.now = now;
  }

  Probed<Optional<Complaint>> of(MemberId id, Optional<PodFacts> pod, Map<Role, MemberSet> sets) {
    if (pod.isPresent()) {
      return takesLong(pod.get()) ? newest(pod.get().uid(), _ -> true) : nobody();
    }
    return Optional.ofNullable(sets.get(id.role()))
        .filter(set -> id.ordinal() < set.replicas() && !set.identity().terminating())
        .filter(_ -> withoutPod.contains(names.pod(id)))
        .map(set -> newest(set.identity().uid(), isAboutPodOf(id)))
        .orElseGet(Complaints::nobody);
  }

  private boolean takesLong(PodFacts pod) {
    return pod.container() instanceof ContainerState.Waiting(String reason, _)
        && reason.equals("ContainerCreating")
        && !pod.terminating()
        && pod.created().plus(USUAL_START).isBefore(now);
  }

  /** As the StatefulSet controller writes: create Pod zk-0 in StatefulSet zk failed error: … */
  private Predicate<Event> isAboutPodOf(MemberId id) {
    String subject =
        "Pod %s in StatefulSet %s ".formatted(names.pod(id), names.statefulSet(id.role()));
    return event -> Omitted.text(event.getMessage()).contains(subject);
  }

  private Probed<Optional<Complaint>> newest(String uid, Predicate<Event> which) {
    try {
      return Probed.known(
          events(uid)
              .filter(which)
              .max(BY_TIME)
              .filter(Complaints::isWarning)
              .map(Complaints::complaint));
    } catch (KubernetesClientException e) {
      return Probed.unknown(
          e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "the operator may not list events, which would tell why"
              : "the events that would tell why could not be read");
    }
  }

  private Stream<Event> events(String uid) {
    List<Event> events =
        client
            .v1()
            .events()
            .inNamespace(names.namespace())
            .withField("involvedObject.uid", uid)
            .list()
            .getItems();
    return events.stream();
  }

  private static Complaint complaint(Event event) {
    String message = Omitted.text(event.getMessage());
    int error = message.indexOf(FAILED);
    return new Complaint(
        Omitted.text(event.getReason()),
        error < 0
            ? message
            : OF_CLAIM.matcher(message.substring(error + FAILED.length())).replaceFirst(""));
  }

  private static boolean isWarning(Event event) {
    return "Warning".equals(event.getType());
  }

  private static Instant time(Event event) {
    return Stream.of(
            Optional.ofNullable(event.getLastTimestamp()),
            Optional.ofNullable(event.getEventTime()).map(MicroTime::getTime),
            Optional.ofNullable(event.getSeries())
                .flatMap(series -> Optional.ofNullable(series.getLastObservedTime()))
                .map(MicroTime::getTime))
        .flatMap(Optional::stream)
        .map(Instant::parse)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Probed<Optional<Complaint>> nobody() {
    return Probed.known(Optional.empty());
  }
}
