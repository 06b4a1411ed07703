package dev.quorate.cli;

import dev.quorate.zookeeper.Gauge;
import dev.quorate.zookeeper.MntrReport;
import java.util.OptionalLong;

/**
 * What a member says of its part in the ensemble, by {@code mntr}.
 *
 * @param state leader, follower, observer, standalone or read-only
 * @param followers that are synced and vote; only from a leader
 * @param observers that it feeds; from a leader, and from a follower that may feed them
 */
record MemberPulse(String state, OptionalLong followers, OptionalLong observers) {
  private static final String LEADER = "leader";
  private static final String STANDALONE = "standalone";

  static MemberPulse of(MntrReport report) {
    var all = report.count(Gauge.SYNCED_FOLLOWERS);
    long strangers = report.count(Gauge.SYNCED_NON_VOTING_FOLLOWERS).orElse(0);
    return new MemberPulse(
        report.serverState(),
        all.isPresent() ? OptionalLong.of(all.getAsLong() - strangers) : all,
        report.count(Gauge.SYNCED_OBSERVERS));
  }

  boolean leads() {
    return state.equals(LEADER) || state.equals(STANDALONE);
  }

  boolean isAlone() {
    return state.equals(STANDALONE);
  }
}
