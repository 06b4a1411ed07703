package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How clients come and go. */
final class SessionRules {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final double FEW_A_SECOND = 5;
  private static final double FEW_WATCHES_A_SECOND = 100;
  private static final double FEW_CONNECTIONS = 100;
  private static final double FEW_NODES = 50;
  private static final String ALL_LOGS =
      "kubectl logs -n {namespace} -l zookeeper.quorate.dev/cluster={cluster} --since=10m --prefix";
  private static final String LOOK = "kubectl logs {pod} -n {namespace} --since=10m";

  static final List<Rule> ALL =
      List.of(
          rule("D26", "WatchStorm", Area.CLIENTS, Level.WARNING)
              .says(
                  "fires watches in storms",
                  "One change is sent to very many clients at once, and the requests of all others wait"
                      + " meanwhile",
                  "Find the node that so many watch, and spread it or its clients: a level more in the"
                      + " tree, or watches that not everybody needs",
                  "kubectl zk top {cluster} -n {namespace}")
              .when(
                  Patience.AT_ONCE,
                  Measure.of("times the watches of before", "", SessionRules::watchStorm)
                      .above(10)),
          rule("D27", "EphemeralSurge", Area.CLIENTS, Level.WARNING)
              .says(
                  "gained or lost many ephemeral nodes within a minute",
                  "Locks, leaders and registrations of your applications changed hands",
                  "See whether clients were deployed, or lost their sessions",
                  ALL_LOGS)
              .when(
                  Patience.AT_ONCE,
                  Measure.ofLeader(
                          "of the ephemeral nodes in a minute", "%", SessionRules::ephemeralChange)
                      .above(30)),
          rule("D28", "SessionsExpiring", Area.CLIENTS, Level.WARNING)
              .says(
                  "expires sessions in numbers",
                  "Clients lose their ephemeral nodes: locks, leaders and registrations",
                  "Look at pauses and slow disks here, and at pauses of the clients; session timeouts"
                      + " of seconds are too short",
                  LOOK)
              .when(
                  Patience.minutes(1),
                  Measure.of(
                          "sessions expired a second",
                          "",
                          (rounds, m) -> rounds.rate(m, Figure.SESSIONS_EXPIRED, MINUTE))
                      .above(1),
                  "EphemeralSurge"),
          rule("D29", "ConnectionChurn", Area.CLIENTS, Level.WARNING)
              .says(
                  "is connected to far more often than it was",
                  "Connecting costs the leader a write for each new session; other clients "
                      + "wait",
                  "Look for clients that crash or reconnect in a loop",
                  LOOK)
              .when(
                  Patience.minutes(1),
                  Measure.of("times the connections of before", "", SessionRules::churn).above(10),
                  "ConnectionLimit"),
          rule("D30", "ConnectionLimit", Area.CLIENTS, Level.WARNING)
              .says(
                  "turns connections away",
                  "Some clients cannot connect to this member",
                  "Find who opens so many, or raise spec.config.maxClientCnxns: behind address"
                      + " translation all clients count as one",
                  LOOK)
              .when(
                  Patience.AT_ONCE.criticalAfterMinutes(5),
                  Measure.of("connections refused in a minute", "", SessionRules::refused).above(0),
                  "ProbeFails"),
          rule("D31", "ConnectionImbalance", Area.CLIENTS, Level.WARNING)
              .says(
                  "has most of the connections on one member",
                  "One member carries most of the load, and its failure is felt by most "
                      + "clients",
                  "Give clients the names of all members, and let them connect again",
                  "kubectl get zk {cluster} -n {namespace} -o yaml")
              .when(
                  Patience.minutes(5),
                  Measure.ofEnsemble(
                          "times the average, on one member", "", SessionRules::imbalance)
                      .above(2)),
          rule("D34", "AuthFailures", Area.CLIENTS, Level.WARNING)
              .says(
                  "refuses credentials",
                  "A client does not work, or somebody tries to get in",
                  "Find the client whose certificate, or name of the ensemble, is refused; a wrong password of"
                      + " the digest scheme is not counted, but access control lists turn it away",
                  LOOK)
              .when(
                  Patience.AT_ONCE,
                  Measure.of("failures in a minute", "", SessionRules::authFailures).above(5)));

  private SessionRules() {}

  /** All members have the same ephemeral nodes: the leader's count is enough. */
  private static OptionalDouble ephemeralChange(Rounds rounds, MemberVitals leader) {
    var now = leader.figure(Figure.EPHEMERALS);
    var then = rounds.earlier(leader, Figure.EPHEMERALS, MINUTE);
    if (now.isEmpty() || then.isEmpty()) {
      return OptionalDouble.empty();
    }
    double change = Math.abs(now.getAsDouble() - then.getAsDouble());
    return OptionalDouble.of(
        change <= FEW_NODES ? 0 : 100 * change / Math.max(FEW_NODES, then.getAsDouble()));
  }

  private static OptionalDouble churn(Rounds rounds, MemberVitals member) {
    return surge(rounds, member, Figure.CONNECTION_REQUESTS, FEW_A_SECOND);
  }

  /** Watches for data and for children are counted apart. */
  private static OptionalDouble watchStorm(Rounds rounds, MemberVitals member) {
    return Stream.of(Figure.DATA_WATCHES_FIRED, Figure.CHILD_WATCHES_FIRED)
        .map(figure -> surge(rounds, member, figure, FEW_WATCHES_A_SECOND))
        .flatMapToDouble(OptionalDouble::stream)
        .max();
  }

  /** The last minute against the minutes before it; what is little anyway is no surge. */
  private static OptionalDouble surge(
      Rounds rounds, MemberVitals member, Figure figure, double little) {
    var now = rounds.rate(member, figure, MINUTE);
    var before = rounds.rateBetween(member, figure, LONG, MINUTE);
    if (now.isEmpty() || before.isEmpty()) {
      return OptionalDouble.empty();
    }
    return now.getAsDouble() <= little
        ? OptionalDouble.of(0)
        : OptionalDouble.of(now.getAsDouble() / Math.max(little / 10, before.getAsDouble()));
  }

  /** Connections that clients dropped are counted by another figure, and are no news of a limit. */
  private static OptionalDouble refused(Rounds rounds, MemberVitals member) {
    return rounds.growth(member, Figure.CONNECTIONS_REJECTED, MINUTE);
  }

  private static OptionalDouble authFailures(Rounds rounds, MemberVitals member) {
    return rounds.growthOfAll(member, MINUTE, Figure.AUTH_FAILED, Figure.ENSEMBLE_AUTH_FAILED);
  }

  /** Of the voters that tell: clients choose observers themselves. One alone is in balance. */
  private static OptionalDouble imbalance(Rounds rounds) {
    var connections =
        rounds.now().members().values().stream()
            .filter(m -> rounds.now().voters().contains(m.id()))
            .map(m -> m.figure(Figure.CONNECTIONS))
            .flatMapToDouble(OptionalDouble::stream)
            .summaryStatistics();
    if (connections.getCount() < 2) {
      return OptionalDouble.empty();
    }
    return connections.getSum() <= FEW_CONNECTIONS
        ? OptionalDouble.of(0)
        : OptionalDouble.of(connections.getMax() / connections.getAverage());
  }
}
