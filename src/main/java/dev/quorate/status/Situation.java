package dev.quorate.status;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Revisions;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Action;
import dev.quorate.plan.Blocker;
import dev.quorate.plan.Drift;
import dev.quorate.plan.HealthCheck;
import dev.quorate.plan.MemberHealth;
import dev.quorate.plan.Outcomes.Failure;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pass, whichever way it went, reduced to the questions that the conditions ask.
 *
 * @param formed whether a quorum of this ensemble has ever served
 * @param health of every member: wanted, listed, or with a pod
 */
record Situation(Pass pass, boolean formed, SortedMap<MemberId, MemberHealth> health) {

  static Situation of(Pass pass, boolean formed) {
    return new Situation(pass, formed, healthOf(pass));
  }

  private static SortedMap<MemberId, MemberHealth> healthOf(Pass pass) {
    SortedMap<MemberId, MemberHealth> health = new TreeMap<>();
    switch (pass) {
      case Pass.Refused refused ->
          refused.state().members().values().stream()
              .filter(m -> m.pod().isPresent() || isCommitted(refused.state(), m.id()))
              .forEach(m -> health.put(m.id(), HealthCheck.of(m, refused.state())));
      case Pass.Planned planned -> {
        health.putAll(planned.plan().health());
        planned
            .verdict()
            .ensemble()
            .voterIds()
            .forEach(id -> health.computeIfAbsent(id, Situation::notListed));
      }
    }
    return health;
  }

  private static boolean isCommitted(ObservedState state, MemberId id) {
    return state.quorum().config().ifKnown().flatMap(c -> c.server(id)).isPresent()
        && !state.quorum().foreign().contains(id);
  }

  private static MemberHealth notListed(MemberId id) {
    return new MemberHealth(id, Reason.POD_MISSING, "it is not a member of the ensemble yet");
  }

  Names names() {
    return pass.names();
  }

  ObservedState state() {
    return pass.state();
  }

  QuorumView quorum() {
    return pass.state().quorum();
  }

  /** How a member is called everywhere outside: by its pod, if it can have one. */
  String name(MemberId id) {
    return quorum().foreign().contains(id) ? Drift.called(id) : names().pod(id);
  }

  /** What is acted on; empty when the specification was refused. */
  Optional<Pass.Planned> planned() {
    return pass instanceof Pass.Planned planned ? Optional.of(planned) : Optional.empty();
  }

  Optional<Ensemble> ensemble() {
    return planned().map(p -> p.verdict().ensemble());
  }

  boolean isPaused() {
    return ensemble().map(Ensemble::paused).orElse(false);
  }

  /** Revisions that members should run; empty when this pass did not get as far as to know. */
  Optional<Revisions> revisions() {
    return planned().flatMap(p -> p.plan().revisions());
  }

  /** Whether the member's pod is as it should be; a pod that does not say is outdated (I2). */
  boolean isCurrent(MemberId id) {
    return revisions().filter(state().member(id)::runs).isPresent()
        && !pod(id).map(p -> p.asked().restart()).orElse(false);
  }

  /** Who votes, or shall: the wanted voters; for a refused specification, those that there are. */
  SortedSet<MemberId> voters() {
    return ensemble()
        .map(Ensemble::voterIds)
        .or(() -> quorum().config().ifKnown().map(QuorumConfig::voters))
        .or(() -> Optional.of(recordedVoters()).filter(Predicate.not(SortedSet::isEmpty)))
        .orElseGet(this::listedVoters);
  }

  /** Who decides while no leader can be asked: the recorded voters, else the wanted ones. */
  SortedSet<MemberId> electors() {
    var recorded = recordedVoters();
    return recorded.isEmpty() ? voters() : recorded;
  }

  private SortedSet<MemberId> recordedVoters() {
    return state()
        .membership()
        .ifKnown()
        .flatMap(m -> m)
        .map(m -> m.servers().stream())
        .orElseGet(Stream::empty)
        .filter(s -> s.role() == Role.VOTER)
        .map(ServerLine::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<MemberId> listedVoters() {
    return health.keySet().stream()
        .filter(id -> id.isOurs(Role.VOTER))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the API server says about a member's pod. */
  Optional<PodFacts> pod(MemberId id) {
    return state().member(id).pod();
  }

  /** Whether clients that use the Service reach the member, and it has all data. */
  boolean isReady(MemberId id) {
    return isSynced(id) && pod(id).map(PodFacts::ready).orElse(false);
  }

  private boolean isSynced(MemberId id) {
    var member = health.get(id);
    return member != null
        && member.isSynced()
        && (id.isOurs(Role.OBSERVER) || quorum().synced().contains(id));
  }

  /** What a member that is not ready is waited for to do. */
  String awaited(MemberId id) {
    var member = health.get(id);
    if (member == null) {
      return quorum().foreign().contains(id)
          ? "it is none of the operator's, and the leader does not count it"
          : "nothing is known of it";
    }
    return isSynced(id) ? "it is synced, but its pod is not ready yet" : member.message();
  }

  /** Everything that waits: why the planner waits, what failed, and what nobody acts on. */
  Stream<Blocker> blockers() {
    return switch (pass) {
      case Pass.Refused refused ->
          refused.verdict().refusals().stream()
              .map(r -> Blocker.of(Reason.INVALID_SPEC, r.message()));
      case Pass.Planned planned ->
          Stream.of(
                  planned.outcomes().failure().map(Situation::blocker).stream(),
                  planned.plan().blockers().stream())
              .flatMap(s -> s);
    };
  }

  private static Blocker blocker(Failure failure) {
    return switch (failure.action()) {
      case Action.DeletePod delete -> Blocker.of(failure.reason(), delete.pod(), failure.message());
      case Action.EvictPod evict -> Blocker.of(failure.reason(), evict.pod(), failure.message());
      default -> Blocker.of(failure.reason(), failure.message());
    };
  }
}
