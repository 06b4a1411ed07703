package dev.quorate.diagnosis;

import static dev.quorate.diagnosis.Rule.rule;

import dev.quorate.diagnosis.LogSigns.Sign;
import dev.quorate.diagnosis.Question.OfMembers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What only a member's own log tells. It is read when something else is wrong already. */
final class LogRules {
  static final List<Rule> ALL =
      List.of(
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
                  new OfMembers(LogRules::unreachable),
                  "MemberMissing",
                  "OneFailureFromOutage",
                  "NoQuorum",
                  "LaggingMember",
                  "SessionsExpiring"));

  private LogRules() {}

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
