package dev.quorate.status;

import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Arithmetic;
import java.util.Set;

/**
 * Do writes commit? Yes only on the word of a confirmed leader; no only when so many members are
 * known not to serve that there can be none; in between nobody knows (I2). An election is told
 * apart from the loss of a majority: the first ends by itself.
 */
final class QuorumCondition {
  private static final Set<Reason> MAY_SERVE =
      Set.of(Reason.MEMBER_SYNCED, Reason.MEMBER_SYNCING, Reason.MEMBER_UNREACHABLE);

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
    var electors = situation.electors();
    int majority = electors.size() / 2 + 1;
    long mayServe = count(situation, MAY_SERVE);
    if (mayServe > 0 && mayServe >= majority) {
      return Judgement.unknown(
          Reason.QUORUM_UNKNOWN,
          "%s; %d of %d voters may serve, majority is %d"
              .formatted(why, mayServe, electors.size(), majority));
    }
    if (!situation.formed()) {
      return neverFormed(situation);
    }
    long electing = count(situation, Set.of(Reason.MEMBER_ELECTING, Reason.DISK_WIPED));
    return mayServe + electing >= majority
        ? Judgement.no(
            Reason.NO_LEADER,
            "%d of %d voters answer and look for a leader, majority is %d"
                .formatted(electing, electors.size(), majority))
        : Judgement.no(
            Reason.QUORUM_LOST,
            "at most %d of %d voters run, majority is %d"
                .formatted(mayServe + electing, electors.size(), majority));
  }

  private static Judgement neverFormed(Situation situation) {
    return situation.planned().isPresent()
        ? Judgement.no(Reason.FORMING, "the first quorum has not served yet")
        : Judgement.no(Reason.INVALID_SPEC, "no quorum has ever served, and none is made");
  }

  private static long count(Situation situation, Set<Reason> reasons) {
    return situation.electors().stream()
        .map(situation.health()::get)
        .filter(h -> h != null && reasons.contains(h.reason()))
        .count();
  }
}
