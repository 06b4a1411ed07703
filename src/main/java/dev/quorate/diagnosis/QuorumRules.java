package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.Question.OfEnsemble;
import dev.quorate.diagnosis.Question.OfMembers;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.facts.ServerFacts.Mode;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.QuorumConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether there is one quorum, who is in it, and how often it is made anew. */
final class QuorumRules {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final double COUNTER_SIZE = 0x1p32;
  private static final long COUNTER = 0xffffffffL;
  private static final int SMALLEST_SAFE = 3;
  private static final String STATUS =
      "kubectl get zk {cluster} -n {namespace} -o jsonpath='{.status.members}'";
  private static final String RECENT_LOG = "kubectl logs {pod} -n {namespace} --since=10m";

  static final List<Rule> ALL =
      List.of(
          rule("D01", "NoQuorum", Area.QUORUM, Level.CRITICAL)
              .says(
                  "has no quorum: nobody leads, and nothing is written",
                  "Nothing can be written or read consistently, and sessions are not kept",
                  "Bring back a majority of the voters; what keeps each of them is in its state."
                      + " Delete no data",
                  STATUS)
              .when(
                  Patience.HALF_A_MINUTE,
                  new OfEnsemble(QuorumRules::noQuorum),
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "SessionsExpiring",
                  "ReadOnlyMember"),
          rule("D02", "DivergingViews", Area.QUORUM, Level.CRITICAL)
              .says(
                  "does not agree on who leads or who is a member",
                  "Two groups may each believe to be the ensemble; clients see different "
                      + "answers",
                  "Find out which member is alone, and whether two servers have the same id; restart"
                      + " the one that is not followed",
                  STATUS)
              .when(Patience.minutes(1), new OfEnsemble(QuorumRules::divergingViews), "NoQuorum"),
          rule("D03", "OneFailureFromOutage", Area.QUORUM, Level.WARNING)
              .says(
                  "cannot lose another voter without an outage",
                  "The next voter that goes, for whatever reason, takes the ensemble with "
                      + "it; drains wait",
                  "Bring back the voters that are away before anything else is done to the ensemble",
                  STATUS)
              .when(
                  Patience.minutes(1).criticalAfterMinutes(10),
                  new OfEnsemble(QuorumRules::oneFailureFromOutage)),
          rule("D05", "LaggingMember", Area.QUORUM, Level.WARNING)
              .says(
                  "lags behind the leader",
                  "Its clients read old data; it may need all of the data anew, and does "
                      + "not count for the next step of the operator",
                  "Look at its disk, its pauses and its network; beyond the leader's log it has to"
                      + " copy everything",
                  "kubectl describe pod {pod} -n {namespace}")
              .when(
                  Patience.minutes(1),
                  Measure.of("transactions behind", "", QuorumRules::lag)
                      .above(500)
                      .criticalAbove(10_000)),
          rule("D06", "SyncLoops", Area.QUORUM, Level.WARNING)
              .says(
                  "copies the whole database to its followers again and again",
                  "The leader's disk and network are busy with copies, and the followers "
                      + "serve nobody meanwhile",
                  "Raise spec.config.initLimit and syncLimit, and look at the bandwidth between"
                      + " members",
                  STATUS)
              .when(
                  Patience.AT_ONCE,
                  Measure.ofLeader(
                          "whole copies in 10 minutes, beside those for restarts",
                          "",
                          QuorumRules::wholeCopies)
                      .above(2),
                  "LaggingMember"),
          rule("D07", "LeaderFlapping", Area.QUORUM, Level.WARNING)
              .says(
                  "elects leaders again and again",
                  "Each election stops all writes for seconds; sessions may be lost",
                  "Look for pauses and slow disks first, then for a network that loses packets in"
                      + " one direction",
                  "kubectl logs -n {namespace} -l zookeeper.quorate.dev/cluster={cluster} --since=10m"
                      + " --prefix")
              .when(
                  Patience.AT_ONCE,
                  Measure.ofEnsemble(
                          "elections in 10 minutes, beside those for restarts",
                          "",
                          QuorumRules::elections)
                      .above(1)
                      .criticalAbove(3),
                  "SessionsExpiring",
                  "OneFailureFromOutage",
                  "MemberMissing",
                  "ConnectionChurn",
                  "EphemeralSurge"),
          rule("D08", "SlowElection", Area.QUORUM, Level.WARNING)
              .says(
                  "took long for an election",
                  "Nobody could write for all of that time",
                  "Look at name resolution and at members that do not answer; every second of it is"
                      + " an outage",
                  RECENT_LOG)
              .when(
                  Patience.AT_ONCE,
                  Measure.of("per election", "ms", QuorumRules::electionTime)
                      .above(2000)
                      .criticalAbove(10_000)),
          rule("D09", "ZxidRollOver", Area.QUORUM, Level.WARNING)
              .says(
                  "soon has to elect a leader because its transaction numbers are used up",
                  "The leader steps down when they are used up, at a time that nobody has "
                      + "chosen",
                  "Restart the leader in a quiet hour: that begins a new epoch",
                  "kubectl annotate pod {pod} -n {namespace} zookeeper.quorate.dev/restart=true")
              .when(
                  Patience.AT_ONCE,
                  Measure.of("of the numbers of this epoch used", "%", QuorumRules::zxidsUsed)
                      .percent()
                      .above(80)
                      .criticalAbove(95)),
          rule("D45", "ReadOnlyMember", Area.QUORUM, Level.CRITICAL)
              .says(
                  "serves reads alone, cut off from the majority",
                  "Its clients read data that may be old, and cannot write",
                  "Look at the network between it and the other members",
                  RECENT_LOG)
              .when(Patience.HALF_A_MINUTE, new OfMembers(QuorumRules::readOnly)),
          rule("D46", "FewVoters", Area.QUORUM, Level.INFO)
              .says(
                  "has a membership that an outage of one machine may stop",
                  "None now; but one machine that stops may stop the ensemble",
                  "Run an odd number of at least three voters, on as many nodes",
                  "kubectl get pods -n {namespace} -l zookeeper.quorate.dev/cluster={cluster} -o wide")
              .when(Patience.minutes(5), new OfEnsemble(QuorumRules::fewVoters)));

  private QuorumRules() {}

  /** Not while it forms, and not when the operator just cannot ask. */
  private static Verdict noQuorum(Rounds rounds) {
    var now = rounds.now();
    if (!now.formed() || now.quorum().isAvailable()) {
      return Verdict.fine();
    }
    var voters =
        now.voters().stream()
            .flatMap(id -> Optional.ofNullable(now.members().get(id)).stream())
            .toList();
    long away = voters.stream().filter(QuorumRules::isAway).count();
    if (away <= voters.size() - (voters.size() / 2 + 1)) {
      return Verdict.unknown();
    }
    return Verdict.found(
        Level.CRITICAL,
        "away",
        voters.stream()
            .filter(QuorumRules::isAway)
            .map(m -> m.pod() + ": " + m.health().reason())
            .collect(Collectors.joining(", ")));
  }

  /** Known to have no part in a quorum, which is more than that it does not answer. */
  private static boolean isAway(MemberVitals member) {
    return switch (member.seen().server()) {
      case Probed.Known<ServerFacts>(Serving serving) -> serving.mode() == Mode.READ_ONLY;
      case Probed.Known<ServerFacts> _ -> true;
      case Probed.Unknown<ServerFacts> _ -> !member.runs() || member.isStarting();
    };
  }

  private static Verdict divergingViews(Rounds rounds) {
    var serving =
        rounds.now().members().values().stream().filter(m -> m.serving().isPresent()).toList();
    if (serving.isEmpty()) {
      return Verdict.unknown();
    }
    var leaders =
        serving.stream()
            .filter(m -> m.serving().orElseThrow().mode() == Mode.LEADER)
            .map(MemberVitals::pod)
            .toList();
    if (leaders.size() > 1) {
      return Verdict.found(Level.CRITICAL, "leaders: " + String.join(", ", leaders));
    }
    // Who is still being synced may have an older configuration.
    Set<String> versions = new HashSet<>();
    serving.stream()
        .map(m -> m.serving().orElseThrow())
        .filter(Serving::isInBroadcast)
        .forEach(s -> s.config().ifKnown().ifPresent(c -> versions.add(c.versionHex())));
    return Verdict.foundIf(
        versions.size() > 1,
        Level.CRITICAL,
        "configuration versions " + versions.stream().sorted().collect(Collectors.joining(", ")));
  }

  private static Verdict oneFailureFromOutage(Rounds rounds) {
    var quorum = rounds.now().quorum();
    return quorum
        .config()
        .ifKnown()
        .map(config ->
            Verdict.foundIf(
                config.voters().size() >= SMALLEST_SAFE && quorum.mayLose() == 0,
                Level.WARNING,
                "%d of %d voters are synced, %d are needed; not synced: %s"
                    .formatted(
                        quorum.synced().size(),
                        config.voters().size(),
                        config.majority(),
                        notSynced(rounds.now(), config))))
        .orElse(Verdict.unknown());
  }

  private static String notSynced(Vitals now, QuorumConfig config) {
    return config.voters().stream()
        .filter(id -> !now.quorum().synced().contains(id))
        .map(now.setup().names()::pod)
        .collect(Collectors.joining(", "));
  }

  private static OptionalDouble lag(Rounds rounds, MemberVitals member) {
    var leader = rounds.now().leader().flatMap(MemberVitals::serving);
    var own = member.serving();
    // In another epoch it counts anew, and what it lacks cannot be told.
    return leader.isPresent() && own.isPresent() && leader.get().epoch() == own.get().epoch()
        ? OptionalDouble.of((double) Math.max(0, leader.get().zxid() - own.get().zxid()))
        : OptionalDouble.empty();
  }

  /** One for each member that has begun since is none of a loop: a roll may need them all. */
  private static OptionalDouble wholeCopies(Rounds rounds, MemberVitals leader) {
    var copies = rounds.growth(leader, Figure.SNAP_SYNCS, WINDOW);
    long needed = rounds.begunDuring(leader, Figure.SNAP_SYNCS, WINDOW);
    return copies.isEmpty()
        ? copies
        : OptionalDouble.of(Math.max(0, copies.getAsDouble() - needed));
  }

  /**
   * Each begins an epoch; a leader that is elected again counts, one that was restarted does not.
   */
  private static OptionalDouble elections(Rounds rounds) {
    var epoch = Past.epoch(rounds.now());
    var before = rounds.past().stream().flatMapToLong(past -> past.epoch().stream()).findFirst();
    if (epoch.isEmpty() || before.isEmpty()) {
      return OptionalDouble.empty();
    }
    long planned =
        rounds.now().planned().stream()
            .filter(e -> before.getAsLong() < e && e <= epoch.getAsLong())
            .count();
    return OptionalDouble.of(
        (double) Math.max(0, epoch.getAsLong() - before.getAsLong() - planned));
  }

  private static OptionalDouble electionTime(Rounds rounds, MemberVitals member) {
    return rounds.average(member, Figure.ELECTION_TIME, Figure.ELECTION_COUNT, WINDOW);
  }

  private static OptionalDouble zxidsUsed(Rounds rounds, MemberVitals member) {
    return rounds.now().quorum().leading().filter(member.id()::equals).isPresent()
        ? member
            .serving()
            .map(s -> OptionalDouble.of(100 * (double) (s.zxid() & COUNTER) / COUNTER_SIZE))
            .orElse(OptionalDouble.empty())
        : OptionalDouble.of(0);
  }

  private static Verdict readOnly(Rounds rounds, MemberVitals member) {
    return switch (member.seen().server()) {
      case Probed.Unknown<ServerFacts> _ -> Verdict.unknown();
      case Probed.Known<ServerFacts>(Serving serving) when serving.mode() == Mode.READ_ONLY ->
          Verdict.found(Level.CRITICAL, "it says that it is read-only");
      case Probed.Known<ServerFacts> _ -> Verdict.fine();
    };
  }

  private static Verdict fewVoters(Rounds rounds) {
    return rounds
        .now()
        .quorum()
        .config()
        .ifKnown()
        .map(config -> fewVoters(rounds.now(), config))
        .orElse(Verdict.unknown());
  }

  private static Verdict fewVoters(Vitals now, QuorumConfig config) {
    int voters = config.voters().size();
    if (voters < SMALLEST_SAFE || voters % 2 == 0) {
      return Verdict.found(
          Level.INFO,
          voters == 1
              ? "1 voter"
              : voters + " voters, and as few may be lost as with " + (voters - 1));
    }
    var onNodes =
        config.voters().stream()
            .flatMap(id -> Optional.ofNullable(now.members().get(id)).stream())
            .flatMap(m -> m.seen().pod().stream())
            .flatMap(pod -> pod.node().stream())
            .collect(Collectors.groupingBy(node -> node, Collectors.counting()));
    return onNodes.entrySet().stream()
        .filter(node -> node.getValue() >= config.majority())
        .findFirst()
        .map(node ->
            Verdict.found(
                Level.INFO,
                "%d of %d voters are on node %s".formatted(node.getValue(), voters, node.getKey())))
        .orElse(onNodes.isEmpty() ? Verdict.unknown() : Verdict.fine());
  }
}
