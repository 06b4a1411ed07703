package dev.quorate.simulation.membership;

import dev.quorate.simulation.membership.Member.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Everything there is, as a value: the next state is a new one, so that states can be compared and
 * remembered.
 *
 * @param spec what the user asks for
 * @param listed the membership list, empty when there is none
 * @param set the StatefulSet, empty when there is none
 * @param formedInStatus whether the status says that the ensemble has formed
 * @param committed the newest membership that was ever committed
 * @param history how many transactions were ever committed; a client may have been told of each
 * @param term the newest epoch, and how many transactions were committed before it began
 * @param late a change of the membership that was asked for, and that nobody knows about
 */
record World(
    Spec spec,
    List<Member> members,
    Optional<Listed> listed,
    Optional<PodSet> set,
    boolean formedInStatus,
    Config committed,
    int history,
    Term term,
    Optional<Request> late) {

  /**
   * The membership list: those with a vote, and those without.
   *
   * @param version of the object; a write that was made from another one is refused
   */
  record Listed(Members voters, Members observers, int version) {
    Members all() {
      return voters.or(observers);
    }

    /** Whether it says the same, in whatever version. */
    boolean says(Listed other) {
      return voters.equals(other.voters) && observers.equals(other.observers);
    }
  }

  /**
   * The StatefulSet.
   *
   * @param template that its next pods are made from
   */
  record PodSet(int pods, int template, int version) {}

  record Term(int epoch, int from) {}

  /**
   * The resource.
   *
   * @param replicas 0: it is deleted
   * @param template what members are to run: 0 or 1
   * @param generation how often it was edited
   */
  record Spec(int replicas, int template, int generation) {}

  /**
   * A member joins or leaves, if the configuration is still of this version.
   *
   * @param from -1: whatever the version is
   */
  record Request(int member, boolean joins, long from) {
    Members applied(Members voters) {
      return joins ? voters.with(member) : voters.without(member);
    }
  }

  /** An ensemble that has formed and serves, of which everything is recorded; the first leads. */
  static World serving(int voters, int names) {
    var config = Config.at(1, 1, Members.first(voters));
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      var disk = new Disk(true, 1, 1, Optional.empty(), config, false, false);
      var claim = new Member.Claim(0, config.version(), config.voters(), 0, false);
      var pod = new Member.Pod(0, Member.Going.NOT, i == 0 ? Mode.LEADING : Mode.FOLLOWING, 0);
      members.add(
          i < voters ? new Member(1, Optional.of(claim), disk, Optional.of(pod)) : Member.NOBODY);
    }
    return new World(
        new Spec(voters, 0, 1),
        List.copyOf(members),
        Optional.of(new Listed(config.voters(), Members.NONE, 0)),
        Optional.of(new PodSet(voters, 0, 0)),
        true,
        config,
        1,
        new Term(1, 0),
        Optional.empty());
  }

  Member member(int ordinal) {
    return members.get(ordinal);
  }

  Members those(Predicate<Member> which) {
    return new Members(
        IntStream.range(0, members.size())
            .filter(i -> which.test(members.get(i)))
            .map(i -> 1 << i)
            .sum());
  }

  Members in(Mode mode) {
    return those(m -> m.mode() == mode);
  }

  /** The one that leads; of two, which the laws forbid, the first. */
  OptionalInt leader() {
    return in(Mode.LEADING).ordinals().findFirst();
  }

  /** The leader and all that acknowledge what it proposes. */
  Members synced() {
    return in(Mode.LEADING).or(in(Mode.FOLLOWING));
  }

  /** Those whose servers say that they serve, as the kubelet sees it. */
  Members ready() {
    return those(m -> m.mode().serves());
  }

  /** How many synced voters may be lost before writes do not commit any more. */
  int mayLose() {
    int voters = committed.voters().count();
    return synced().and(committed.voters()).count() - (voters / 2 + 1);
  }

  World change(int ordinal, UnaryOperator<Member> change) {
    var changed = new ArrayList<>(members);
    changed.set(ordinal, change.apply(changed.get(ordinal)));
    return withMembers(changed);
  }

  World change(Members which, UnaryOperator<Member> change) {
    var changed = new ArrayList<>(members);
    which.ordinals().forEach(i -> changed.set(i, change.apply(changed.get(i))));
    return withMembers(changed);
  }

  private World withMembers(List<Member> changed) {
    return new World(
        spec, List.copyOf(changed), listed, set, formedInStatus, committed, history, term, late);
  }

  /** How many pods there are to be. */
  Optional<Integer> pods() {
    return set.map(PodSet::pods);
  }

  /** What the StatefulSet makes pods from. */
  int template() {
    return set.map(PodSet::template).orElse(0);
  }

  /** Those whose pods were made from another template than the wanted one. */
  Members outdated() {
    return those(m -> m.pod().filter(p -> p.template() != spec.template()).isPresent());
  }

  int wanted() {
    return spec.replicas();
  }

  World withWanted(int voters) {
    return with(new Spec(voters, spec.template(), spec.generation() + 1));
  }

  /** The specification asks for the other of the two templates. */
  World withOtherTemplate() {
    return with(new Spec(spec.replicas(), 1 - spec.template(), spec.generation() + 1));
  }

  private World with(Spec edited) {
    return new World(edited, members, listed, set, formedInStatus, committed, history, term, late);
  }

  World withListed(Optional<Listed> list) {
    return new World(spec, members, list, set, formedInStatus, committed, history, term, late);
  }

  World withSet(Optional<PodSet> newSet) {
    return new World(spec, members, listed, newSet, formedInStatus, committed, history, term, late);
  }

  World withFormedInStatus(boolean formed) {
    return new World(spec, members, listed, set, formed, committed, history, term, late);
  }

  World withCommitted(Config config, int transactions) {
    return new World(spec, members, listed, set, formedInStatus, config, transactions, term, late);
  }

  World withTerm(Term newTerm) {
    return new World(spec, members, listed, set, formedInStatus, committed, history, newTerm, late);
  }

  /** The same with the caches' older answer for some kinds of objects: list, set, members. */
  World withOlder(World then, boolean list, boolean pods, boolean ofMembers) {
    return new World(
        spec,
        ofMembers ? then.members : members,
        list ? then.listed : listed,
        pods ? then.set : set,
        formedInStatus,
        committed,
        history,
        term,
        late);
  }

  World withLate(Optional<Request> request) {
    return new World(spec, members, listed, set, formedInStatus, committed, history, term, request);
  }
}
