package dev.quorate.testing;

import dev.quorate.facts.LiveObject;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Revisions;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.MemberSketch.Says;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a pass might have seen of the ensemble {@code ns/zk}: start with {@link #nothing}, {@link
 * #starting} or {@link #healthy} and say what is different, for example {@code
 * ObservedStates.healthy(3).unreachable(1).build()}. Members are named by their ZooKeeper id; the
 * leader of a healthy ensemble is its highest voter but one (member 2 of 3).
 */
public final class ObservedStates {
  public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  /** What every pod runs unless something else is said. */
  public static final String REVISION = "5d7c9b41aa";

  /** The same, as a plan says it. */
  public static final Optional<Revisions> REVISIONS =
      Optional.of(new Revisions(REVISION, Optional.empty()));

  /** Epoch of the healthy ensemble. */
  public static final long EPOCH = 3;

  private static final long FIRST_CONFIG = 1L << 32;

  private final Names names;
  private final SortedMap<MemberId, MemberSketch> members = new TreeMap<>();
  private final List<LiveObject> objects = new ArrayList<>();
  private Instant now = NOW;
  private QuorumConfig config;
  private boolean formedInStatus;
  private List<String> publishedOutline = List.of();
  private Probed<Optional<RecordedMembership>> membership = Probed.known(Optional.empty());
  private boolean uncounted;
  private int foreignSynced;
  private final SetsSketch sets = new SetsSketch();
  private boolean superuserPresent;

  private ObservedStates(int voters) {
    names = Ensembles.of(voters).build().names();
    for (int ordinal = 0; ordinal < voters; ordinal++) {
      var id = MemberId.of(Role.VOTER, ordinal);
      members.put(id, new MemberSketch(names, id));
    }
    config = new QuorumConfig(FIRST_CONFIG, lines());
  }

  /** A resource that was just created: there are voters in the specification and nothing else. */
  public static ObservedStates nothing(int voters) {
    return new ObservedStates(voters);
  }

  /** Everything has been created, every pod is on its way, no server answers yet. */
  public static ObservedStates starting(int voters) {
    var states = new ObservedStates(voters);
    states.superuserPresent = true;
    states.membership =
        Probed.known(Optional.of(new RecordedMembership(states.config.servers(), false)));
    states.eachMember(m -> {
      m.waiting("ContainerCreating", "");
      m.revision = Optional.of(REVISION);
      m.configMap = Optional.of(states.names.config(REVISION));
      m.hasClaim = true;
    });
    return states;
  }

  /** Every voter is synced, the ensemble has formed, and everything is recorded. */
  public static ObservedStates healthy(int voters) {
    var states = starting(voters);
    states.eachMember(m -> m.serves(Says.FOLLOWS, EPOCH));
    states.leader(Math.max(1, voters - 1));
    return states.formed();
  }

  private List<ServerLine> lines() {
    return members.keySet().stream().map(id -> names.serverLine(id, Role.VOTER)).toList();
  }

  private void eachMember(Consumer<MemberSketch> change) {
    members.values().forEach(change);
  }

  public ObservedStates change(int id, Consumer<MemberSketch> change) {
    change.accept(members.computeIfAbsent(new MemberId(id), key -> new MemberSketch(names, key)));
    return this;
  }

  /** The formed record is everywhere where it belongs. */
  public ObservedStates formed() {
    formedInStatus = true;
    membership = Probed.known(Optional.of(new RecordedMembership(config.servers(), true)));
    members.values().stream().filter(m -> m.hasClaim).forEach(m -> m.claimRemembers(config));
    return this;
  }

  /** Nobody has recorded yet that the ensemble formed. */
  public ObservedStates unrecorded() {
    formedInStatus = false;
    membership = Probed.known(Optional.of(new RecordedMembership(config.servers(), false)));
    eachMember(MemberSketch::claimRemembersNothing);
    return this;
  }

  public ObservedStates formedInStatus(boolean isFormed) {
    formedInStatus = isFormed;
    return this;
  }

  /** The plan that the status shows. */
  public ObservedStates publishedOutline(List<String> lines) {
    publishedOutline = lines;
    return this;
  }

  /** This member leads; whoever did before follows. */
  public ObservedStates leader(int id) {
    eachMember(m -> m.says = m.says == Says.LEADS ? Says.FOLLOWS : m.says);
    return change(id, m -> m.serves(Says.LEADS, EPOCH));
  }

  /** Everybody who serves does so in this epoch. */
  public ObservedStates epoch(long epoch) {
    eachMember(m -> m.epoch = epoch);
    return this;
  }

  /** This member claims to lead as well, in the same epoch. */
  public ObservedStates alsoLeads(int id) {
    return change(id, m -> m.serves(Says.LEADS, EPOCH));
  }

  public ObservedStates synced(int id) {
    return change(id, m -> m.serves(Says.FOLLOWS, EPOCH));
  }

  /** It has found the leader and copies data. */
  public ObservedStates syncing(int id) {
    return change(id, m -> m.serves(Says.SYNCS, EPOCH));
  }

  /** Its process answers, but it has no leader. */
  public ObservedStates electing(int id) {
    return change(id, m -> m.serves(Says.ELECTS, 0));
  }

  /** Every process answers, and no member has a leader. */
  public ObservedStates electing() {
    eachMember(m -> m.serves(Says.ELECTS, 0));
    return this;
  }

  /** Its pod runs, and nothing answers. */
  public ObservedStates unreachable(int id) {
    return change(id, m -> m.silent("no answer from " + names.pod(m.id) + " within 2 s"));
  }

  /** Its process was started, and has not answered since. */
  public ObservedStates begins(int id) {
    return change(id, MemberSketch::begins);
  }

  /** Its pod is ready, and yet the operator gets no answer: the network between them is cut. */
  public ObservedStates unseen(int id) {
    return unreachable(id).change(id, m -> m.readyAllTheSame = true);
  }

  /** Its readiness probe has not passed, whatever the server says. */
  public ObservedStates podNotReady(int id) {
    return change(id, m -> m.readyNotYet = true);
  }

  /** Nothing answers anywhere. */
  public ObservedStates unreachable() {
    members.keySet().forEach(id -> unreachable(id.value()));
    return this;
  }

  public ObservedStates podMissing(int id) {
    return change(id, MemberSketch::missing);
  }

  public ObservedStates pending(int id, String why) {
    return change(id, m -> m.pending(why));
  }

  /** Its container is being created. */
  public ObservedStates creating(int id) {
    return change(id, m -> m.waiting("ContainerCreating", ""));
  }

  public ObservedStates imageUnavailable(int id, String message) {
    return change(id, m -> m.waiting("ImagePullBackOff", message));
  }

  public ObservedStates crashLooping(int id, int exitCode, int restarts) {
    return change(id, m -> m.crashed(new Exit(exitCode, "Error", ""), restarts));
  }

  public ObservedStates podFailed(int id, String why) {
    return change(id, m -> m.failed(why));
  }

  public ObservedStates terminating(int id) {
    return change(id, MemberSketch::terminating);
  }

  /** The container ended with this code before it was started again. */
  public ObservedStates exited(int id, int exitCode) {
    return change(id, m -> m.exited(new Exit(exitCode, "Error", "")));
  }

  /** The container ended with this code at that time, before it was started again. */
  public ObservedStates exited(int id, int exitCode, Instant time) {
    return change(id, m -> m.exited(new Exit(exitCode, "Error", "", Optional.of(time))));
  }

  public ObservedStates revision(int id, String revision) {
    return change(
        id,
        m -> {
          m.revision = Optional.of(revision);
          m.configMap = Optional.of(names.config(revision));
        });
  }

  /** What a pod runs, when there is one. */
  public ObservedStates revisionOfPod(int id, String revision) {
    return members.containsKey(new MemberId(id)) ? revision(id, revision) : this;
  }

  /** Every pod runs this revision. */
  public ObservedStates revision(String revision) {
    members.keySet().forEach(id -> revision(id.value(), revision));
    return this;
  }

  public ObservedStates version(int id, String release) {
    return change(id, m -> m.version = release);
  }

  public ObservedStates vitals(int id, Vitals vitals) {
    return vitals(id, Probed.known(vitals));
  }

  public ObservedStates vitals(int id, Probed<Vitals> vitals) {
    return change(id, m -> m.vitals = vitals);
  }

  /** A volume without a formed record, as one that has just been made. */
  public ObservedStates emptyClaim(int id) {
    return change(id, MemberSketch::emptyClaim);
  }

  /** A volume that carries the formed record. */
  public ObservedStates recordedClaim(int id) {
    return change(id, m -> m.claimRemembers(config));
  }

  /** What the members have committed, by the ids of its voters; the version goes up. */
  public ObservedStates committed(Integer... voters) {
    SortedSet<Integer> ids = new TreeSet<>(Arrays.asList(voters));
    return committed(
        new QuorumConfig(
            config.version() + 1,
            ids.stream().map(id -> names.serverLine(new MemberId(id), Role.VOTER)).toList()));
  }

  public ObservedStates committed(QuorumConfig newConfig) {
    config = newConfig;
    return this;
  }

  public ObservedStates membership(Probed<Optional<RecordedMembership>> recorded) {
    membership = recorded;
    return this;
  }

  public ObservedStates object(LiveObject object) {
    objects.add(object);
    return this;
  }

  public ObservedStates claimTemplates(PersistentVolumeClaim... templates) {
    sets.templates = Optional.of(List.of(templates));
    return this;
  }

  /** How many pods the voters' StatefulSet makes; as many as there are members otherwise. */
  public ObservedStates replicas(int pods) {
    sets.voters = OptionalInt.of(pods);
    return this;
  }

  /** It follows the leader, and has this many transactions less. */
  public ObservedStates behind(int id, long transactions) {
    return synced(id).change(id, m -> m.lag = transactions);
  }

  /** The leader counts nobody without a vote, whatever others say. */
  public ObservedStates uncounted() {
    uncounted = true;
    return this;
  }

  /** The leader counts so many voters that are no pods of ours. */
  public ObservedStates foreignSynced(int voters) {
    foreignSynced = voters;
    return this;
  }

  /** How many pods the observers' StatefulSet makes; without it there is none. */
  public ObservedStates observerReplicas(int pods) {
    sets.observers = OptionalInt.of(pods);
    return this;
  }

  /** A person wants it to be restarted. */
  public ObservedStates restartAsked(int id) {
    return change(id, m -> m.asked = new PodFacts.Asked(false, true));
  }

  /** When the API server got its pod. */
  public ObservedStates created(int id, Instant time) {
    return change(id, m -> m.created = time);
  }

  /** Its volume remembers that its member left. */
  public ObservedStates leftClaim(int id, String version) {
    return emptyClaim(id).change(id, m -> m.leftVersion = Optional.of(version));
  }

  /** Its volume is being deleted. */
  public ObservedStates claimGoing(int id) {
    return emptyClaim(id).change(id, m -> m.claimGoing = true);
  }

  public ObservedStates superuserPresent(boolean isPresent) {
    superuserPresent = isPresent;
    return this;
  }

  public ObservedStates at(Instant time) {
    now = time;
    return this;
  }

  private int synced(Predicate<MemberId> who) {
    return (int) members.values().stream().filter(m -> m.isSynced() && who.test(m.id)).count();
  }

  public ObservedState build() {
    int synced = foreignSynced + synced(config.voters()::contains);
    int withoutVote = uncounted ? 0 : synced(id -> config.server(id).isEmpty());
    int observing = uncounted ? 0 : synced(config.observers()::contains);
    SortedMap<MemberId, ObservedMember> seen = new TreeMap<>();
    members.forEach((id, m) -> seen.put(id, m.build(config, synced, withoutVote, observing)));
    return new ObservedState(
        now,
        objects,
        formedInStatus,
        publishedOutline,
        membership,
        sets.of(members.values()),
        superuserPresent,
        seen,
        QuorumView.of(names, seen.values()));
  }
}
