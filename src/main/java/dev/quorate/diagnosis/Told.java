package dev.quorate.diagnosis;

import dev.quorate.zookeeper.ConfReport;
import dev.quorate.zookeeper.MemberReports;
import dev.quorate.zookeeper.MntrReport;
import dev.quorate.zookeeper.Reading;
import java.util.Map;
import java.util.Optional;

/**
 * What one server told of itself beyond what a pass needs.
 *
 * @param settings in effect, from {@code conf}, by the names of zoo.cfg; empty when unknown
 */
public record Told(Figures figures, Optional<Map<String, String>> settings) {
  /** Nobody answered. */
  public static final Told NOTHING = new Told(Figures.NONE, Optional.empty());

  /** What could not be read is unknown. */
  public static Told of(MemberReports reports) {
    return new Told(
        reports.mntr() instanceof Reading.Report<MntrReport>(MntrReport mntr)
            ? Figures.of(mntr)
            : Figures.NONE,
        reports.conf() instanceof Reading.Report<ConfReport>(ConfReport conf)
            ? Optional.of(conf.settings())
            : Optional.empty());
  }
}
