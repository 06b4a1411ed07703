package dev.quorate.validation;

import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.validation.VersionTable.Advisory;
import dev.quorate.validation.VersionTable.Line;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether the version is one to run, and one to go to from where the members are. */
final class VersionRules {
  private static final String FIELD = "spec.version";
  private static final Pattern RELEASE = Pattern.compile("[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,3}");

  private VersionRules() {}

  static Optional<ZooKeeperVersion> asked(Subject subject) {
    return Optional.of(subject.versionText())
        .filter(text -> RELEASE.matcher(text).matches())
        .flatMap(ZooKeeperVersion::parse);
  }

  static void isRelease(Subject subject, Findings findings) {
    if (asked(subject).isEmpty()) {
      findings.refuse(
          FIELD,
          Quoted.of(subject.versionText()) + " is not a release number",
          "write for example " + newest(subject));
    }
  }

  static void isNotBlocked(Subject subject, Findings findings) {
    asked(subject)
        .ifPresent(version -> {
          String why = subject.tables().versions().blocked().get(version);
          if (why != null) {
            findings.refuse(FIELD, version + " " + why, "write " + newest(subject));
          }
        });
  }

  static void isOfAKnownLine(Subject subject, Findings findings) {
    asked(subject)
        .filter(version -> line(subject, version).isEmpty())
        .ifPresent(version ->
            findings.refuse(
                FIELD,
                "the operator knows "
                    + subject.tables().versions().lineNames()
                    + ", not "
                    + version.line(),
                "write " + newest(subject) + ", or use an operator that knows it"));
  }

  /** New ensembles start with the minimum; one that runs an older release already is left alone. */
  static void isNotTooOld(Subject subject, Findings findings) {
    for (ZooKeeperVersion version : asked(subject).stream().toList()) {
      Optional<Line> line = line(subject, version);
      if (line.isEmpty() || version.compareTo(line.get().minimum()) >= 0) {
        continue;
      }
      if (subject.running().equals(Optional.of(version))) {
        findings.warn(
            FIELD,
            version
                + " is older than "
                + line.get().minimum()
                + ", the oldest release that new ensembles may start with; upgrade to "
                + newest(subject));
      } else {
        findings.refuse(
            FIELD,
            version + " is older than " + line.get().minimum() + " and can lose transactions",
            "write " + newest(subject));
      }
    }
  }

  static void isReachable(Subject subject, Findings findings) {
    var asked = asked(subject);
    if (asked.isEmpty() || subject.running().isEmpty()) {
      return;
    }
    ZooKeeperVersion to = asked.get();
    ZooKeeperVersion from = subject.running().get();
    boolean sameLine = to.line().equals(from.line());
    if (sameLine || to.compareTo(from) > 0 || line(subject, to).isEmpty()) {
      return;
    }
    if (line(subject, to).get().downgradeFrom().contains(from.line())) {
      findings.warn(
          FIELD,
          "going back from %s to %s: ZooKeeper does not promise that %s reads what newer features wrote; have a backup"
              .formatted(from, to, to.line()));
    } else {
      findings.refuse(
          FIELD,
          "members run %s, and going back to %s skips a release line".formatted(from, to),
          "go back one line at a time, or stay at " + from);
    }
  }

  static void isKnownToBeSound(Subject subject, Findings findings) {
    for (ZooKeeperVersion version : asked(subject).stream().toList()) {
      var line = line(subject, version);
      if (line.isEmpty()) {
        continue;
      }
      if (version.compareTo(line.get().newest()) > 0) {
        findings.warn(
            FIELD,
            version
                + " is newer than "
                + line.get().newest()
                + ", the newest release that this operator was tested with");
      }
      var advisories = subject.tables().versions().advisories(version);
      if (!advisories.isEmpty()) {
        findings.warn(
            FIELD,
            version
                + " has known defects: "
                + advisories.stream().map(VersionRules::brief).collect(Collectors.joining("; "))
                + ". Write "
                + newest(subject)
                + " when you can");
      }
    }
  }

  private static String brief(Advisory advisory) {
    return advisory.about() + " (" + advisory.id() + ")";
  }

  private static Optional<Line> line(Subject subject, ZooKeeperVersion version) {
    return subject.tables().versions().line(version);
  }

  private static ZooKeeperVersion newest(Subject subject) {
    return subject.tables().versions().fallback();
  }
}
