package dev.quorate.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.quorate.model.ZooKeeperVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is known about ZooKeeper releases: the lines that can be run, what is wrong with which
 * release, and where one may go from where. Source: {@code versions.yaml}, hazards Z76 to Z85.
 *
 * @param fallback the version of a specification that names none
 * @param blocked releases that are never run, and why
 */
public record VersionTable(
    @JsonProperty("default") ZooKeeperVersion fallback,
    SortedMap<ZooKeeperVersion, String> blocked,
    List<Line> lines,
    List<Advisory> advisories,
    List<ChangedDefault> changedDefaults) {

  /**
   * A release line that can be run.
   *
   * @param minimum oldest release that a new ensemble may start with
   * @param newest newest release that this table was written for
   * @param downgradeFrom lines from which a running ensemble may step back to this one
   */
  public record Line(
      String line,
      String state,
      ZooKeeperVersion newest,
      ZooKeeperVersion minimum,
      List<String> downgradeFrom) {}

  /**
   * A known defect. It concerns a release when its line was fixed later, or never.
   *
   * @param since the first release that has it; null when the oldest known one has it
   */
  public record Advisory(
      String id, Kind kind, String about, ZooKeeperVersion since, List<ZooKeeperVersion> fixed) {

    boolean concerns(ZooKeeperVersion version) {
      boolean introduced = since == null || version.compareTo(since) >= 0;
      return introduced && !isFixedIn(version);
    }

    private boolean isFixedIn(ZooKeeperVersion version) {
      var inLine = fixed.stream().filter(f -> f.line().equals(version.line())).findFirst();
      return inLine
          .map(f -> version.compareTo(f) >= 0)
          .orElseGet(() -> fixed.stream().allMatch(f -> version.compareTo(f) > 0));
    }
  }

  /** What an advisory endangers. */
  public enum Kind {
    DATA_LOSS,
    AVAILABILITY,
    SECURITY
  }

  /** A default of ZooKeeper that differs from the line before. */
  public record ChangedDefault(String line, String about) {}

  /** The line of a release, when it is one that can be run. */
  public Optional<Line> line(ZooKeeperVersion version) {
    return lines.stream().filter(l -> l.line().equals(version.line())).findFirst();
  }

  List<Advisory> advisories(ZooKeeperVersion version) {
    return advisories.stream().filter(a -> a.concerns(version)).toList();
  }

  /** What is known to be wrong with each release of the lines that can be run. */
  public Map<ZooKeeperVersion, List<String>> defects() {
    return lines.stream()
        .flatMap(line ->
            IntStream.rangeClosed(0, line.newest().patch())
                .mapToObj(patch ->
                    new ZooKeeperVersion(line.newest().major(), line.newest().minor(), patch)))
        .collect(
            Collectors.toUnmodifiableMap(
                version -> version,
                version ->
                    advisories(version).stream()
                        .map(a -> "%s (%s)".formatted(a.about(), a.id()))
                        .toList()));
  }

  String lineNames() {
    return lines.stream().map(Line::line).collect(Collectors.joining(" and "));
  }
}
