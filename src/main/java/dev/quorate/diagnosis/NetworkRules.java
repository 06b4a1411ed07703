package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.LogSigns.Sign;
import dev.quorate.diagnosis.Question.OfMembers;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.plan.CrashCause;
import dev.quorate.plan.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
                  "NoQuorum"),
          rule("D53", "PeerUnreachable", Area.NETWORK, Level.WARNING)
              .says(
                  "does not reach another member that runs",
                  "It may be alone although everybody is there; with one more such connection gone"
                      + " there may be no quorum",
                  "Look for a NetworkPolicy that does not let members reach the ports 2888 and 3888 of"
                      + " one another, then at the network between the two nodes",
                  "kubectl get networkpolicies -n {namespace}")
              .when(
                  Patience.HALF_A_MINUTE,
                  new OfMembers(NetworkRules::unreachable),
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum",
                  "LaggingMember",
                  "SessionsExpiring"));

  private NetworkRules() {}

  private static Verdict nameUnresolved(Rounds rounds, MemberVitals member) {
    if (waitsForItsName(member)
        || member.crash().filter(NetworkRules::saysUnresolved).isPresent()) {
      return unresolved();
    }
    return Stream.of(CrashCause.NOT_ITS_ADDRESS, CrashCause.PORT_NOT_BOUND)
        .map(cause -> PodRules.ended(member, cause))
        .filter(Verdict.Found.class::isInstance)
        .findFirst()
        .orElseGet(Verdict::fine);
  }

  private static Verdict unresolved() {
    return Verdict.found(Level.WARNING, "its own name does not resolve to its address");
  }

  /** The start script gives up after minutes; what answers or has answered has its name. */
  private static boolean waitsForItsName(MemberVitals member) {
    return member.isStarting() && member.log().of(LogSignature.WAITS_FOR_NAME).isPresent();
  }

  private static boolean saysUnresolved(Exit exit) {
    return exit.code() == ExitCode.NAME_UNRESOLVED.code();
  }

  /**
   * That a member cannot be reached whose process does not run is no news of the network; and once
   * both are synced, what the log says is past.
   */
  private static Verdict unreachable(Rounds rounds, MemberVitals member) {
    var running =
        member.log().of(LogSignature.PEER_UNREACHABLE).stream()
            .map(Sign::about)
            .flatMap(ids -> ids.stream())
            .flatMap(id -> peer(rounds, id).stream())
            .filter(peer -> !peer.id().equals(member.id()))
            .filter(MemberVitals::runs)
            .filter(peer -> !(member.health().isSynced() && peer.health().isSynced()))
            .map(MemberVitals::pod)
            .collect(Collectors.joining(", "));
    return Verdict.foundIf(!running.isEmpty(), Level.WARNING, running);
  }

  private static Optional<MemberVitals> peer(Rounds rounds, int id) {
    return rounds.now().members().values().stream().filter(m -> m.id().value() == id).findFirst();
  }
}
