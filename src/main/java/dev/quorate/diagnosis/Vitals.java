package dev.quorate.diagnosis;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Formation;
import dev.quorate.plan.HealthCheck;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known about an ensemble at one moment.
 *
 * @param formed whether a quorum has ever served
 * @param voters who decides: by the committed configuration, else as recorded
 * @param members by their ids, those that have left and those that do not vote included
 * @param planned epochs that began because the operator took the leader away
 */
public record Vitals(
    Instant at,
    Setup setup,
    boolean formed,
    SortedSet<MemberId> voters,
    QuorumView quorum,
    SortedMap<MemberId, MemberVitals> members,
    Set<Long> planned) {

  public Vitals {
    planned = Set.copyOf(planned);
    voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /**
   * From what a pass has seen.
   *
   * @param told by each server that answered; the others have told nothing
   */
  public static Vitals of(Setup setup, ObservedState state, Map<MemberId, Told> told) {
    return of(setup, state, told, Map.of());
  }

  /**
   * The same where somebody measures volumes.
   *
   * @param volumeUse percent of the fullest volume of a member, by its id
   */
  public static Vitals of(
      Setup setup, ObservedState state, Map<MemberId, Told> told, Map<MemberId, Double> volumeUse) {
    SortedMap<MemberId, MemberVitals> members = new TreeMap<>();
    state
        .members()
        .forEach((id, seen) -> {
          var words = told.getOrDefault(id, Told.NOTHING);
          members.put(
              id,
              new MemberVitals(
                  setup.names().pod(id),
                  seen,
                  HealthCheck.of(seen, state),
                  words.figures(),
                  words.settings(),
                  VolumeUse.of(state, id, words, volumeUse),
                  LogSigns.NONE,
                  ProbeCourse.NONE));
        });
    return new Vitals(
        state.now(),
        setup,
        Formation.of(state).isFormed(),
        voters(state),
        state.quorum(),
        members,
        Set.of());
  }

  /** The same when it is known which elections the operator has caused. */
  public Vitals planned(Set<Long> epochs) {
    return new Vitals(at, setup, formed, voters, quorum, members, epochs);
  }

  /** The same when logs of some members have been read. */
  public Vitals logged(Map<MemberId, LogSigns> logs) {
    SortedMap<MemberId, MemberVitals> read = new TreeMap<>(members);
    logs.forEach((id, signs) -> read.computeIfPresent(id, (_, member) -> member.with(signs)));
    return new Vitals(at, setup, formed, voters, quorum, read, planned);
  }

  /**
   * The same where the performance probe works.
   *
   * @param courses of members, by the names of their pods
   */
  public Vitals probed(Map<String, ProbeCourse> courses) {
    SortedMap<MemberId, MemberVitals> probed = new TreeMap<>(members);
    probed.replaceAll(
        (_, member) -> member.with(courses.getOrDefault(member.pod(), ProbeCourse.NONE)));
    return new Vitals(at, setup, formed, voters, quorum, probed, planned);
  }

  private static SortedSet<MemberId> voters(ObservedState state) {
    return state
        .quorum()
        .config()
        .ifKnown()
        .map(QuorumConfig::voters)
        .orElseGet(() -> recordedVoters(state));
  }

  private static SortedSet<MemberId> recordedVoters(ObservedState state) {
    return state.membership().ifKnown().flatMap(recorded -> recorded).stream()
        .flatMap(recorded -> recorded.servers().stream())
        .filter(server -> server.role() == Role.VOTER)
        .map(ServerLine::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The member that leads, when that is known. */
  Optional<MemberVitals> leader() {
    return quorum.leading().map(members::get);
  }

  /** Whether any server has said anything. */
  boolean isAnsweredByAny() {
    return members.values().stream().anyMatch(m -> m.seen().server().ifKnown().isPresent());
  }
}
