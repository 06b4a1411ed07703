package dev.quorate.zookeeper;

/** What one member said within one probe; each word may have failed in its own way. */
public record MemberReports(
    Reading<SrvrReport> srvr, Reading<MntrReport> mntr, Reading<ConfReport> conf) {}
