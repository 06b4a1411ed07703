package dev.quorate.observe;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.Keys;
import dev.quorate.model.MemberId;
import dev.quorate.model.Mount;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** Gathers every fact of one pass before anything is judged. */
public final class Observer {

  private final ObjectReader objects;
  private final ServerProbes probes;
  private final Clock clock;

  public Observer(ServerProbes probes, ExecutorService threads, Clock clock) {
    this.objects = new ObjectReader(threads);
    this.probes = probes;
    this.clock = clock;
  }

  /**
   * @param says what the resource itself says
   */
  public Observation observe(Names names, ResourceSays says, Context<?> context) {
    var live = objects.read(names, says.observers(), context);
    var pods = pods(names, live);
    var servers = probes.ask(pods);
    var complaints = complaints(names, says.withoutPod(), context);
    return new Observation(
        state(names, says.formed(), says.publishedOutline(), live, pods, servers, complaints),
        live);
  }

  /**
   * Looks whether anything is different from what it was, with few questions. What was not asked is
   * as it was before, so this answers no other question.
   */
  public ObservedState glance(Names names, ObservedState before, Context<?> context) {
    boolean observers = before.set(Role.OBSERVER).isPresent();
    var live = objects.read(names, observers, context);
    var pods = pods(names, live);
    var servers = probes.glance(pods, before);
    var complaints = complaints(names, withoutPod(names, before), context);
    return state(
        names, before.formedInStatus(), before.publishedOutline(), live, pods, servers, complaints);
  }

  private Complaints complaints(Names names, Set<String> withoutPod, Context<?> context) {
    return new Complaints(names, withoutPod, context.getClient(), clock.instant());
  }

  private static Set<String> withoutPod(Names names, ObservedState before) {
    return before.members().values().stream()
        .filter(member -> member.pod().isEmpty())
        .map(member -> names.pod(member.id()))
        .collect(Collectors.toSet());
  }

  private ObservedState state(
      Names names,
      boolean formedInStatus,
      List<String> publishedOutline,
      LiveObjects live,
      SortedMap<MemberId, PodFacts> pods,
      Map<MemberId, Probed<ServerFacts>> servers,
      Complaints complaints) {
    var sets = SetReader.read(names, live);
    var membership = MembershipReader.read(live.get(ConfigMap.class, names.membership()));
    SortedMap<MemberId, ClaimFacts> claims = claims(names, live);
    SortedSet<MemberId> ids = new TreeSet<>(pods.keySet());
    ids.addAll(claims.keySet());
    membership
        .ifKnown()
        .flatMap(m -> m)
        .ifPresent(m -> m.servers().stream().map(ServerLine::id).forEach(ids::add));
    sets.forEach((role, set) -> ids.addAll(MemberId.between(role, 0, set.replicas())));
    SortedMap<MemberId, ObservedMember> members = new TreeMap<>();
    for (MemberId id : ids) {
      var pod = Optional.ofNullable(pods.get(id));
      members.put(
          id,
          new ObservedMember(
              id,
              pod,
              Optional.ofNullable(claims.get(id)),
              servers.getOrDefault(id, Probed.unknown("it has no pod to ask")),
              complaints.of(id, pod, sets)));
    }
    return new ObservedState(
        clock.instant(),
        live.facts(),
        formedInStatus,
        publishedOutline,
        membership,
        sets,
        hasSuperuser(live.get(Secret.class, names.superuser())),
        members,
        QuorumView.of(names, members.values()));
  }

  private static SortedMap<MemberId, PodFacts> pods(Names names, LiveObjects live) {
    SortedMap<MemberId, PodFacts> pods = new TreeMap<>();
    live.all(Pod.class)
        .forEach(pod ->
            memberOf(names, "", pod.getMetadata().getName())
                .ifPresent(id ->
                    pods.put(
                        id,
                        PodReader.read(
                            pod, live.get(StatefulSet.class, names.statefulSet(id.role()))))));
    return pods;
  }

  private static SortedMap<MemberId, ClaimFacts> claims(Names names, LiveObjects live) {
    SortedMap<MemberId, ClaimFacts> claims = new TreeMap<>();
    live.all(PersistentVolumeClaim.class)
        .forEach(claim ->
            memberOf(names, Mount.DATA.volume() + "-", claim.getMetadata().getName())
                .ifPresent(id -> claims.put(id, claim(names, live, claim, id))));
    return claims;
  }

  private static ClaimFacts claim(
      Names names, LiveObjects live, PersistentVolumeClaim data, MemberId id) {
    var log = names.claim(Mount.DATALOG.volume(), id);
    return ClaimReader.read(data, id, live.get(PersistentVolumeClaim.class, log));
  }

  /** Which member a pod or claim belongs to; empty for anything that is not named like one. */
  private static Optional<MemberId> memberOf(Names names, String prefix, String name) {
    for (Role role : List.of(Role.OBSERVER, Role.VOTER)) {
      String start = prefix + names.statefulSet(role) + "-";
      if (name.startsWith(start) && name.substring(start.length()).matches("\\d{1,3}")) {
        int id = Integer.parseInt(name.substring(start.length())) + role.idOffset();
        return id <= MemberId.LARGEST ? Optional.of(new MemberId(id)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean hasSuperuser(Optional<Secret> secret) {
    return secret
        .map(Secret::getData)
        .map(data -> data.keySet().containsAll(List.of(Keys.USERNAME, Keys.PASSWORD, Keys.DIGEST)))
        .orElse(false);
  }
}
