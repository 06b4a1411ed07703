package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.Question.OfEnsemble;
import dev.quorate.diagnosis.Question.OfMembers;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.plan.CrashCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether every member runs, on its own data, as it was asked to. */
final class PodRules {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final String DESCRIBE = "kubectl describe pod {pod} -n {namespace}";
  private static final String LAST_LOG = "kubectl logs {pod} -n {namespace} --previous --tail=50";
  private static final String OUT_OF_MEMORY = "OOMKilled";

  static final List<Rule> ALL =
      List.of(
          rule("D04", "MemberMissing", Area.POD, Level.WARNING)
              .says(
                  "takes no part in the ensemble",
                  "The ensemble works, with one failure less to spare",
                  "Put right what its state names; the operator heals what it safely can",
                  DESCRIBE)
              .when(Patience.minutes(2), new OfMembers(PodRules::missing), "OneFailureFromOutage"),
          rule("D18", "ContainerRestarted", Area.POD, Level.WARNING)
              .says(
                  "was restarted by its kubelet",
                  "Clients of that member had to connect again; when it led, nobody could "
                      + "write for a moment",
                  "Read its last words; when it was killed for its memory, raise the limit in"
                      + " spec.pod.resources",
                  LAST_LOG)
              .when(
                  Patience.AT_ONCE,
                  Measure.of("restarts in 10 minutes", "", PodRules::restarts)
                      .above(0)
                      .criticalAbove(2),
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum",
                  "LeaderFlapping"),
          rule("D51", "KilledForMemory", Area.POD, Level.WARNING)
              .says(
                  "ran out of memory",
                  "The member ends without warning, and will again as soon as it has as "
                      + "much to hold",
                  "Raise the memory limit in spec.pod.resources, and spec.jvm.heap when it was the"
                      + " heap",
                  DESCRIBE)
              .when(
                  Patience.AT_ONCE,
                  new OfMembers(PodRules::killedForMemory),
                  "ContainerRestarted",
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum",
                  "LeaderFlapping"),
          rule("D41", "CorruptData", Area.POD, Level.CRITICAL)
              .says(
                  "cannot start on its data",
                  "The member does not start; the ensemble works, with one failure less to "
                      + "spare",
                  "While all others are synced the operator sets the data aside and copies the"
                      + " leader's; else replace the member when they are",
                  LAST_LOG)
              .when(
                  Patience.AT_ONCE,
                  new OfMembers((_, member) -> ended(member, CrashCause.BAD_DATA)),
                  "ContainerRestarted",
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum"),
          rule("D42", "NotInPeerList", Area.POD, Level.CRITICAL)
              .says(
                  "was started with a list of servers that does not name it",
                  "The member does not start; the ensemble works, with one failure less to "
                      + "spare",
                  "Delete the pod: the next one is started with the list of now",
                  "kubectl delete pod {pod} -n {namespace}")
              .when(
                  Patience.AT_ONCE,
                  new OfMembers((_, member) -> ended(member, CrashCause.NOT_LISTED)),
                  "ContainerRestarted",
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum"),
          rule("D40", "DataDivergence", Area.POD, Level.CRITICAL)
              .says(
                  "has other data than the leader",
                  "Clients of this member may read what was never written, or miss what was",
                  "Keep its log as evidence, then replace the member: it copies the leader's data",
                  "kubectl annotate pod {pod} -n {namespace} zookeeper.quorate.dev/replace=true")
              .when(
                  Patience.AT_ONCE,
                  Measure.of(
                          "transactions with another result",
                          "",
                          (_, member) -> member.figure(Figure.DIGEST_MISMATCHES))
                      .above(0)),
          rule("D44", "UnrecoverableError", Area.POD, Level.CRITICAL)
              .says(
                  "has lost a thread that it needs, and does not end by itself",
                  "The member may look alive and serve nobody",
                  "Restart the member",
                  "kubectl annotate pod {pod} -n {namespace} zookeeper.quorate.dev/restart=true")
              .when(
                  Patience.AT_ONCE,
                  Measure.of(
                          "unrecoverable errors",
                          "",
                          (_, member) -> member.figure(Figure.UNRECOVERABLE_ERRORS))
                      .above(0),
                  "MemberMissing",
                  "RequestQueue",
                  "LaggingMember"),
          rule("D47", "ConfigDrift", Area.POD, Level.WARNING)
              .says(
                  "runs with another setting than it was asked to",
                  "What was asked for is not in force; the next restart brings it, at a "
                      + "time that nobody has chosen",
                  "Restart the member when nothing else restarts it",
                  "kubectl annotate pod {pod} -n {namespace} zookeeper.quorate.dev/restart=true")
              .when(Patience.minutes(20), new OfMembers(PodRules::configDrift)),
          rule("D48", "VersionRisk", Area.POD, Level.WARNING)
              .says(
                  "runs a release with known defects, or more than one release",
                  "Known defects of the release may lose data or stop the ensemble; "
                      + "releases that differ are tested for the time of an upgrade only",
                  "Set spec.version to the newest release of its line",
                  "kubectl get zk {cluster} -n {namespace}"
                      + " -o jsonpath='{.status.members[*].version}'")
              .when(Patience.minutes(60), new OfEnsemble(PodRules::versionRisk)));

  private PodRules() {}

  private static Verdict missing(Rounds rounds, MemberVitals member) {
    return rounds
        .now()
        .quorum()
        .config()
        .ifKnown()
        .map(config ->
            config.voters().contains(member.id())
                    && !rounds.now().quorum().synced().contains(member.id())
                ? Verdict.found(Level.WARNING, member.health().reason().text(), cause(member))
                : Verdict.fine())
        .orElse(Verdict.unknown());
  }

  private static String cause(MemberVitals member) {
    var message = member.health().message();
    return message.isEmpty() ? member.health().reason().text() : message;
  }

  private static OptionalDouble restarts(Rounds rounds, MemberVitals member) {
    return rounds
        .inSamePod(member, WINDOW)
        .filter(_ -> member.seen().pod().isPresent())
        .map(then -> OptionalDouble.of(member.restarts() - then.restarts()))
        .orElse(OptionalDouble.empty());
  }

  private static Verdict killedForMemory(Rounds rounds, MemberVitals member) {
    var exit = member.crash();
    if (exit.map(Exit::reason).filter(OUT_OF_MEMORY::equals).isPresent()) {
      return Verdict.found(Level.WARNING, "it used more than its memory limit");
    }
    return Stream.of(CrashCause.HEAP_FULL, CrashCause.NO_MEMORY_FOR_HEAP)
        .map(cause -> ended(member, cause))
        .filter(Verdict.Found.class::isInstance)
        .findFirst()
        .orElseGet(Verdict::fine);
  }

  /** What a process said when it ended tells until the member is synced again. */
  static Verdict ended(MemberVitals member, CrashCause cause) {
    return member
        .crash()
        .filter(exit -> CrashCause.of(exit.message()).filter(cause::equals).isPresent())
        .map(exit ->
            Verdict.found(
                Level.WARNING,
                cause.name(),
                "exit code %d; it said: %s"
                    .formatted(exit.code(), cause.saidIn(exit.message()).orElseThrow())))
        .orElseGet(Verdict::fine);
  }

  /** Only what the server prints can be compared. */
  private static Verdict configDrift(Rounds rounds, MemberVitals member) {
    if (member.settings().isEmpty()) {
      return Verdict.unknown();
    }
    var effective = member.settings().get();
    var different =
        rounds.now().setup().config().entrySet().stream()
            .filter(asked -> effective.containsKey(asked.getKey()))
            .filter(asked -> !effective.get(asked.getKey()).equals(asked.getValue().strip()))
            .map(asked ->
                "%s is %s, not %s"
                    .formatted(asked.getKey(), effective.get(asked.getKey()), asked.getValue()))
            .sorted()
            .toList();
    return Verdict.foundIf(!different.isEmpty(), Level.WARNING, String.join(", ", different));
  }

  private static Verdict versionRisk(Rounds rounds) {
    SortedSet<ZooKeeperVersion> versions =
        rounds.now().members().values().stream()
            .flatMap(m -> m.serving().stream())
            .map(Serving::version)
            .flatMap(text -> ZooKeeperVersion.parse(text).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (versions.isEmpty()) {
      return Verdict.unknown();
    }
    if (versions.size() > 1) {
      return Verdict.found(
          Level.WARNING,
          "releases "
              + versions.stream()
                  .map(ZooKeeperVersion::toString)
                  .collect(Collectors.joining(", ")));
    }
    return Optional.ofNullable(rounds.now().setup().defects().get(versions.first()))
        .filter(defects -> !defects.isEmpty())
        .map(defects ->
            Verdict.found(Level.WARNING, versions.first() + ": " + String.join("; ", defects)))
        .orElseGet(Verdict::fine);
  }
}
