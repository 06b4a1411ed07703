package dev.quorate.facts;

import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import dev.quorate.model.ZooKeeperVersion;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All facts of one pass.
 *
 * @param now when the facts were gathered
 * @param objects everything that exists under a name the cluster needs, whoever owns it
 * @param formedInStatus whether the status carries the formed record
 * @param publishedOutline of the plan that the status shows, in its lines; empty when it shows none
 * @param membership the membership ConfigMap, empty when there is none
 * @param sets the StatefulSets that exist
 * @param superuserPresent whether the superuser Secret exists and is complete
 * @param members every member that has a pod, has a claim, or is listed
 */
public record ObservedState(
    Instant now,
    List<LiveObject> objects,
    boolean formedInStatus,
    List<String> publishedOutline,
    Probed<Optional<RecordedMembership>> membership,
    Map<Role, MemberSet> sets,
    boolean superuserPresent,
    SortedMap<MemberId, ObservedMember> members,
    QuorumView quorum) {

  public ObservedState {
    objects = List.copyOf(objects);
    publishedOutline = List.copyOf(publishedOutline);
    sets = Map.copyOf(sets);
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** The same without what moves while nothing happens: the time, transactions, load. */
  public ObservedState steady() {
    SortedMap<MemberId, ObservedMember> steady = new TreeMap<>();
    members.forEach((id, member) -> steady.put(id, member.steady()));
    return new ObservedState(
        Instant.EPOCH,
        objects,
        formedInStatus,
        publishedOutline,
        membership,
        sets,
        superuserPresent,
        steady,
        quorum);
  }

  /**
   * The same a moment later, when its servers were asked again.
   *
   * @param servers what each said; who was not asked is unknown
   */
  public ObservedState answered(
      Names names, Instant time, Map<MemberId, Probed<ServerFacts>> servers) {
    SortedMap<MemberId, ObservedMember> answered = new TreeMap<>();
    members.forEach((id, member) ->
        answered.put(
            id, member.answered(servers.getOrDefault(id, Probed.unknown("it was not asked")))));
    return new ObservedState(
        time,
        objects,
        formedInStatus,
        publishedOutline,
        membership,
        sets,
        superuserPresent,
        answered,
        QuorumView.of(names, answered.values()));
  }

  /** The object under a name that the cluster needs. */
  public Optional<LiveObject> object(String kind, String name) {
    return objects.stream().filter(o -> o.kind().equals(kind) && o.name().equals(name)).findFirst();
  }

  /** The StatefulSet of a role, empty when there is none. */
  public Optional<MemberSet> set(Role role) {
    return Optional.ofNullable(sets.get(role));
  }

  /** A member, even one of which there is no trace yet. */
  public ObservedMember member(MemberId id) {
    return Optional.ofNullable(members.get(id))
        .orElseGet(() ->
            new ObservedMember(
                id, Optional.empty(), Optional.empty(), Probed.unknown("it has no pod to ask")));
  }

  /** The oldest release that a member runs; empty when no member says. */
  public Optional<ZooKeeperVersion> oldestVersion() {
    return members.values().stream()
        .flatMap(m -> m.serving().stream())
        .flatMap(s -> ZooKeeperVersion.parse(s.version()).stream())
        .min(Comparator.naturalOrder());
  }
}
