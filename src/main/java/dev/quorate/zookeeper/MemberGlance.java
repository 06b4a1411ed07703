package dev.quorate.zookeeper;

import java.util.Optional;

/**
 * What one member said when it was asked no more than needed.
 *
 * @param mntr only from a leader: who is synced
 * @param conf only from a leader: the membership that is committed
 */
public record MemberGlance(
    Reading<SrvrReport> srvr,
    Optional<Reading<MntrReport>> mntr,
    Optional<Reading<ConfReport>> conf) {}
