package dev.quorate.testing;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.Complaint;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.PodFacts.Phase;
import dev.quorate.facts.Probed;
import dev.quorate.facts.RepairMark;
import dev.quorate.facts.ServerFacts;
import dev.quorate.facts.ServerFacts.Course;
import dev.quorate.facts.ServerFacts.Mode;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.facts.ServerFacts.Sync;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** One member under construction; {@link ObservedStates} says what it is and knows the others. */
public final class MemberSketch {

  /** What the server of a member says. */
  enum Says {
    LEADS,
    FOLLOWS,
    SYNCS,
    ELECTS,
    NOTHING
  }

  final MemberId id;
  private final String name;
  private final String claim;
  Says says = Says.NOTHING;
  String silence = "there is no pod to ask";
  String version = "3.9.5";
  long epoch;
  boolean pod;
  private Phase phase = Phase.RUNNING;
  private ContainerState container = new ContainerState.Running(true);
  private boolean terminating;
  boolean readyAllTheSame;
  boolean readyNotYet;
  public Optional<String> revision = Optional.empty();
  Optional<String> configMap = Optional.empty();
  private Optional<Exit> lastExit = Optional.empty();
  private Optional<String> problem = Optional.empty();
  public int restarts;
  public Probed<Vitals> vitals = Probed.unknown("not asked");
  public Probed<Course> course = Probed.unknown("not asked");
  public boolean served;
  public Probed<Optional<Complaint>> complaint = Probed.known(Optional.empty());
  boolean hasClaim;
  private Optional<String> formedVersion = Optional.empty();
  private SortedSet<MemberId> formedMembers = Collections.emptySortedSet();
  Optional<String> leftVersion = Optional.empty();
  boolean claimGoing;
  public Optional<RepairMark> repair = Optional.empty();
  public Optional<Instant> unreadySince = Optional.empty();
  public Optional<Instant> readySince = Optional.empty();
  public boolean canaryAccepted;
  public PodFacts.Asked asked = PodFacts.Asked.NOTHING;
  Instant created = ObservedStates.NOW.minusSeconds(60);
  long lag;

  MemberSketch(Names names, MemberId id) {
    this.id = id;
    name = names.pod(id);
    claim = names.claim("data", id);
  }

  void serves(Says what, long inEpoch) {
    pod = true;
    says = what;
    epoch = inEpoch;
    phase = Phase.RUNNING;
    container = new ContainerState.Running(true);
    problem = Optional.empty();
  }

  void silent(String why) {
    says = Says.NOTHING;
    silence = why;
  }

  void begins() {
    waits(Phase.RUNNING, new ContainerState.Running(false));
    silent("connection refused");
  }

  void missing() {
    pod = false;
    terminating = false;
    silent("there is no pod to ask");
  }

  void pending(String why) {
    waits(Phase.PENDING, new ContainerState.NotReported());
    problem = Optional.of(why);
  }

  public void waiting(String reason, String message) {
    waits(Phase.PENDING, new ContainerState.Waiting(reason, message));
  }

  public void crashed(Exit exit, int times) {
    waits(
        Phase.RUNNING,
        new ContainerState.Waiting("CrashLoopBackOff", "back-off restarting failed container"));
    lastExit = Optional.of(exit);
    restarts = times;
  }

  void failed(String why) {
    waits(Phase.FAILED, new ContainerState.Terminated(new Exit(137, "Error", "")));
    problem = Optional.of(why);
  }

  void terminating() {
    terminating = true;
  }

  void exited(Exit exit) {
    lastExit = Optional.of(exit);
    served = false;
    restarts++;
  }

  /** It is ready since then and does well, in a pod that was made ten seconds earlier. */
  public void wellSince(Instant ready) {
    created = ready.minusSeconds(10);
    readySince = Optional.of(ready);
    vitals = Probed.known(new Vitals(2, 20, 10, OptionalLong.of(9), 0, 5, 100, 100));
    course = Probed.known(new Course(OptionalLong.of(1), OptionalDouble.of(1), OptionalLong.of(0)));
  }

  void emptyClaim() {
    hasClaim = true;
    claimRemembersNothing();
  }

  void claimRemembersNothing() {
    formedVersion = Optional.empty();
    formedMembers = Collections.emptySortedSet();
  }

  /** Its volume carries the record that the ensemble formed. */
  void claimRemembers(QuorumConfig config) {
    hasClaim = true;
    formedVersion = Optional.of(config.versionHex());
    formedMembers = new TreeSet<>(config.voters());
  }

  private void waits(Phase newPhase, ContainerState state) {
    pod = true;
    phase = newPhase;
    container = state;
    silent("the server does not run");
  }

  boolean isSynced() {
    return says == Says.LEADS || says == Says.FOLLOWS;
  }

  ObservedMember build(QuorumConfig config, int synced, int withoutVote, int observing) {
    return new ObservedMember(
        id, podFacts(), claimFacts(), server(config, synced, withoutVote, observing), complaint);
  }

  private Optional<PodFacts> podFacts() {
    return pod
        ? Optional.of(
            new PodFacts(
                name,
                "uid-of-" + name,
                "100",
                created,
                phase,
                (isSynced() || says == Says.SYNCS || readyAllTheSame) && !readyNotYet,
                terminating,
                revision,
                configMap,
                Optional.of("127.0.1." + id.value()),
                Optional.of("node-" + id.value()),
                container,
                restarts,
                lastExit,
                served,
                unreadySince,
                readySince,
                asked,
                canaryAccepted,
                problem))
        : Optional.empty();
  }

  private Optional<ClaimFacts> claimFacts() {
    return hasClaim
        ? Optional.of(
            new ClaimFacts(
                claim,
                id,
                "uid-of-" + claim,
                formedVersion,
                new TreeSet<>(formedMembers),
                leftVersion,
                claimGoing,
                repair))
        : Optional.empty();
  }

  private Probed<ServerFacts> server(
      QuorumConfig config, int synced, int withoutVote, int observing) {
    return switch (says) {
      case NOTHING -> Probed.unknown(silence);
      case ELECTS -> Probed.known(new ServerFacts.NotServing());
      case LEADS ->
          serving(
              Mode.LEADER,
              new Sync(
                  "leading - broadcast",
                  OptionalLong.of(synced - 1L + withoutVote),
                  OptionalLong.of(withoutVote),
                  OptionalLong.of(observing)),
              config);
      case FOLLOWS -> serving(follower(config), follows(config, "broadcast"), config);
      case SYNCS -> serving(follower(config), follows(config, "synchronization"), config);
    };
  }

  /** Who is not listed follows without a vote, whatever it shall become. */
  private Mode follower(QuorumConfig config) {
    return config.observers().contains(id) ? Mode.OBSERVER : Mode.FOLLOWER;
  }

  private Sync follows(QuorumConfig config, String phase) {
    String what = follower(config) == Mode.OBSERVER ? "observing" : "following";
    return new Sync(
        what + " - " + phase, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  private Probed<ServerFacts> serving(Mode mode, Sync sync, QuorumConfig config) {
    return Probed.known(
        new Serving(
            mode,
            (epoch << 32) + 1007 - lag,
            version,
            Probed.known(sync),
            Probed.known(config),
            vitals,
            course));
  }
}
