package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.Question.OfMembers;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.plan.CrashCause;
import dev.quorate.plan.ExitCode;
import java.util.List;
import java.util.stream.Stream;

/** Whether names lead where they should, and members reach one another. */
final class NetworkRules {
  static final List<Rule> ALL =
      List.of(
          rule("D43", "NameUnresolved", Area.NETWORK, Level.WARNING)
              .says(
                  "cannot use its own name",
                  "The member cannot start, because nobody would find it; one more and "
                      + "there may be no quorum",
                  "Look at the cluster's DNS and at the headless Service {cluster}-members",
                  "kubectl get endpointslices -n {namespace}"
                      + " -l kubernetes.io/service-name={cluster}-members")
              .when(
                  Patience.minutes(1).criticalAfterMinutes(5),
                  new OfMembers(NetworkRules::nameUnresolved),
                  "ContainerRestarted",
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum"));

  private NetworkRules() {}

  private static Verdict nameUnresolved(Rounds rounds, MemberVitals member) {
    if (member.crash().filter(NetworkRules::saysUnresolved).isPresent()) {
      return Verdict.found(Level.WARNING, "its own name does not resolve to its address");
    }
    return Stream.of(CrashCause.NOT_ITS_ADDRESS, CrashCause.PORT_NOT_BOUND)
        .map(cause -> PodRules.ended(member, cause))
        .filter(Verdict.Found.class::isInstance)
        .findFirst()
        .orElseGet(Verdict::fine);
  }

  private static boolean saysUnresolved(Exit exit) {
    return exit.code() == ExitCode.NAME_UNRESOLVED.code();
  }
}
