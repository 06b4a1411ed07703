package dev.quorate.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A ZooKeeper release, for example {@code 3.9.5}; the line is {@code 3.9}. */
public record ZooKeeperVersion(int major, int minor, int patch)
    implements Comparable<ZooKeeperVersion> {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:[-.].*)?");
  private static final Comparator<ZooKeeperVersion> ORDER =
      Comparator.comparingInt(ZooKeeperVersion::major)
          .thenComparingInt(ZooKeeperVersion::minor)
          .thenComparingInt(ZooKeeperVersion::patch);

  /**
   * Reads a release number and ignores a build suffix, as {@code srvr} appends one; empty when the
   * text does not start with three numbers.
   */
  public static Optional<ZooKeeperVersion> parse(String text) {
    var matcher = RELEASE.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new ZooKeeperVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** The release line, for example {@code 3.9}. */
  public String line() {
    return major + "." + minor;
  }

  @Override
  public int compareTo(ZooKeeperVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
