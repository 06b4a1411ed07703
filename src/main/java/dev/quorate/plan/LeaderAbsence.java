package dev.quorate.plan;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import java.util.Collection;

/**
 * Why can no leader be seen? Nobody knows while a majority may serve (I2); an election ends by
 * itself, as long as a majority takes part in it; anything else is the loss of the quorum, which
 * ends only when members return.
 *
 * @param reason QUORUM_UNKNOWN, NO_LEADER or QUORUM_LOST
 * @param voters how many there are
 * @param mayServe those that serve by their own word, or by their kubelet's while they cannot be
 *     asked
 * @param electing those whose process answers, and looks for a leader
 */
public record LeaderAbsence(Reason reason, int voters, int mayServe, int electing) {

  /**
   * @param voters who decides; nobody else counts
   */
  public static LeaderAbsence of(ObservedState state, Collection<MemberId> voters) {
    int mayServe = (int) voters.stream().filter(id -> mayServe(state, id)).count();
    int electing = (int) voters.stream().filter(id -> isElecting(state, id)).count();
    int majority = voters.size() / 2 + 1;
    return new LeaderAbsence(
        reason(mayServe, electing, majority), voters.size(), mayServe, electing);
  }

  private static Reason reason(int mayServe, int electing, int majority) {
    if (mayServe >= majority) {
      return Reason.QUORUM_UNKNOWN;
    }
    return mayServe + electing >= majority ? Reason.NO_LEADER : Reason.QUORUM_LOST;
  }

  private static boolean mayServe(ObservedState state, MemberId id) {
    var member = state.member(id);
    return member.serving().isPresent()
        || (member.server() instanceof Probed.Unknown<ServerFacts>
            && member.pod().map(PodFacts::ready).orElse(false));
  }

  private static boolean isElecting(ObservedState state, MemberId id) {
    return state.member(id).server().ifKnown().orElse(null) instanceof ServerFacts.NotServing;
  }

  /** The smallest number of voters that decides. */
  public int majority() {
    return voters / 2 + 1;
  }

  /** The numbers that were compared, in words. */
  public String arithmetic() {
    return switch (reason) {
      case QUORUM_UNKNOWN ->
          "%d of %d voters may serve, majority is %d, but the operator cannot tell"
              .formatted(mayServe, voters, majority());
      case NO_LEADER ->
          "%d of %d voters run without a leader, majority is %d: an election is under way"
              .formatted(mayServe + electing, voters, majority());
      default -> "no majority of %d (%d needed) serves".formatted(voters, majority());
    };
  }
}
