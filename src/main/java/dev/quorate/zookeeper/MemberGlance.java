package dev.quorate.zookeeper;

import java.util.Optional;

/** What one member said when it was asked no more than needed; mntr only if it was asked for. */
public record MemberGlance(Reading<SrvrReport> srvr, Optional<Reading<MntrReport>> mntr) {}
