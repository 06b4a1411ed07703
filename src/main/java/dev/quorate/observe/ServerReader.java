package dev.quorate.observe;

import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.facts.ServerFacts.Course;
import dev.quorate.facts.ServerFacts.Mode;
import dev.quorate.facts.ServerFacts.Sync;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.QuorumConfig;
import dev.quorate.zookeeper.ConfReport;
import dev.quorate.zookeeper.Gauge;
import dev.quorate.zookeeper.MemberGlance;
import dev.quorate.zookeeper.MemberReports;
import dev.quorate.zookeeper.MntrReport;
import dev.quorate.zookeeper.Reading;
import dev.quorate.zookeeper.SrvrReport;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * From what one member said to facts; each word that was not understood makes its facts unknown.
 */
final class ServerReader {
  private ServerReader() {}

  static Probed<ServerFacts> read(MemberReports reports) {
    return read(
        reports.srvr(),
        srvr -> {
          Probed<MntrReport> mntr = probed("mntr", reports.mntr());
          return new ServerFacts.Serving(
              mode(srvr.mode()),
              srvr.zxid(),
              srvr.version(),
              sync(mntr),
              config(probed("conf", reports.conf())),
              mntr.map(m -> vitals(srvr, m)),
              mntr.map(ServerReader::course));
        });
  }

  /** What the glance did not ask for is as it was before. */
  static Probed<ServerFacts> read(MemberGlance glance, ServerFacts.Serving before) {
    return read(
        glance.srvr(),
        srvr ->
            new ServerFacts.Serving(
                mode(srvr.mode()),
                srvr.zxid(),
                srvr.version(),
                glance.mntr().map(mntr -> sync(probed("mntr", mntr))).orElse(before.sync()),
                glance.conf().map(conf -> config(probed("conf", conf))).orElse(before.config()),
                Probed.known(vitals(srvr, srvr.nodeCount(), OptionalLong.empty())),
                before.course()));
  }

  private static Probed<ServerFacts> read(
      Reading<SrvrReport> reading, Function<SrvrReport, ServerFacts.Serving> serving) {
    return switch (reading) {
      case Reading.Report<SrvrReport>(SrvrReport srvr) -> Probed.known(serving.apply(srvr));
      case Reading.NotServing<SrvrReport> _ -> Probed.known(new ServerFacts.NotServing());
      case Reading.Unreadable<SrvrReport>(String why) -> Probed.unknown("srvr: " + why);
      case Reading.Unanswered<SrvrReport>(var failure) -> Probed.unknown(failure.message());
    };
  }

  private static Mode mode(SrvrReport.Mode mode) {
    return switch (mode) {
      case LEADER -> Mode.LEADER;
      case FOLLOWER -> Mode.FOLLOWER;
      case OBSERVER -> Mode.OBSERVER;
      case STANDALONE -> Mode.STANDALONE;
      case READ_ONLY -> Mode.READ_ONLY;
    };
  }

  private static Probed<Sync> sync(Probed<MntrReport> mntr) {
    return switch (mntr) {
      case Probed.Unknown<MntrReport>(String why) -> Probed.unknown(why);
      case Probed.Known<MntrReport>(MntrReport report) ->
          report
              .peerState()
              .map(state ->
                  Probed.known(
                      new Sync(
                          state,
                          report.count(Gauge.SYNCED_FOLLOWERS),
                          report.count(Gauge.SYNCED_NON_VOTING_FOLLOWERS),
                          report.count(Gauge.SYNCED_OBSERVERS))))
              .orElseGet(() -> Probed.unknown("mntr reports no peer state"));
    };
  }

  private static Probed<QuorumConfig> config(Probed<ConfReport> conf) {
    return switch (conf) {
      case Probed.Unknown<ConfReport>(String why) -> Probed.unknown(why);
      case Probed.Known<ConfReport>(ConfReport report) ->
          report
              .membership()
              .map(Probed::known)
              .orElseGet(() -> Probed.unknown("conf reports no membership"));
    };
  }

  private static Vitals vitals(SrvrReport srvr, MntrReport mntr) {
    return vitals(
        srvr,
        mntr.count(Gauge.ZNODE_COUNT).orElse(srvr.nodeCount()),
        mntr.count(Gauge.GLOBAL_SESSIONS));
  }

  private static Vitals vitals(SrvrReport srvr, long znodes, OptionalLong sessions) {
    return new Vitals(
        srvr.latency().average(),
        srvr.latency().max(),
        srvr.connections(),
        sessions,
        srvr.outstanding(),
        znodes,
        srvr.received(),
        srvr.sent());
  }

  private static Course course(MntrReport mntr) {
    return new Course(
        mntr.count(Gauge.LOOKING_COUNT),
        mntr.average("fsynctime"),
        mntr.count(Gauge.DIGEST_MISMATCHES_COUNT));
  }

  private static <T> Probed<T> probed(String word, Reading<T> reading) {
    return switch (reading) {
      case Reading.Report<T>(T report) -> Probed.known(report);
      case Reading.NotServing<T> _ -> Probed.unknown(word + ": the server does not serve");
      case Reading.Unreadable<T>(String why) -> Probed.unknown(word + ": " + why);
      case Reading.Unanswered<T>(var failure) -> Probed.unknown(failure.message());
    };
  }
}
