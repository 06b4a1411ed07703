package dev.quorate.status;

import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Arithmetic;
import dev.quorate.plan.LeaderAbsence;

/**
 * Do writes commit? Yes only on the word of a confirmed leader; no only when so many members are
 * known not to serve that there can be none; in between nobody knows (I2). An election is told
 * apart from the loss of a majority: the first ends by itself.
 */
final class QuorumCondition {
  private QuorumCondition() {}

  static Judgement judge(Situation situation) {
    var quorum = situation.quorum();
    return switch (quorum.leader()) {
      case Probed.Known<MemberId>(MemberId leader) when quorum.isAvailable() ->
          Judgement.yes(
              Reason.LEADER_ELECTED,
              "%s leads a majority; %s".formatted(situation.name(leader), Arithmetic.of(quorum)));
      case Probed.Known<MemberId> _ ->
          Judgement.unknown(Reason.QUORUM_UNKNOWN, Arithmetic.of(quorum));
      case Probed.Unknown<MemberId>(String why) -> withoutLeader(situation, why);
    };
  }

  private static Judgement withoutLeader(Situation situation, String why) {
    var absence = LeaderAbsence.of(situation.state(), situation.electors());
    if (absence.reason() == Reason.QUORUM_UNKNOWN) {
      return Judgement.unknown(absence.reason(), absence.arithmetic() + ": " + why);
    }
    return situation.formed()
        ? Judgement.no(absence.reason(), absence.arithmetic())
        : neverFormed(situation);
  }

  private static Judgement neverFormed(Situation situation) {
    return situation.planned().isPresent()
        ? Judgement.no(Reason.FORMING, "the first quorum has not served yet")
        : Judgement.no(Reason.INVALID_SPEC, "no quorum has ever served, and none is made");
  }
}
