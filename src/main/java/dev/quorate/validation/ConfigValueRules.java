package dev.quorate.validation;

import dev.quorate.validation.ConfigKeys.RefusedValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether ZooKeeper can read the values of {@code spec.config} and lives well with them. */
final class ConfigValueRules {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern BOOLEAN = Pattern.compile("true|false");
  private static final long SHORTEST_SAFE_SESSION = 4000;

  private ConfigValueRules() {}

  static void areReadable(Subject subject, Findings findings) {
    var keys = subject.tables().configKeys();
    for (Map.Entry<String, String> entry : subject.spec().config().entrySet()) {
      String value = Absent.or(entry.getValue(), "");
      var bounds = keys.integers().get(entry.getKey());
      if (bounds != null && number(value).filter(bounds::contain).isEmpty()) {
        findings.refuse(
            ConfigKeyRules.field(entry.getKey()),
            Quoted.of(value)
                + " is not a whole number between "
                + bounds.min()
                + " and "
                + bounds.max(),
            "write one, in quotes");
      }
      if (keys.booleans().contains(entry.getKey()) && !BOOLEAN.matcher(value).matches()) {
        findings.refuse(
            ConfigKeyRules.field(entry.getKey()),
            Quoted.of(value) + " is neither true nor false",
            "write \"true\" or \"false\", in quotes");
      }
    }
  }

  static void areNotRefused(Subject subject, Findings findings) {
    for (RefusedValue refused : subject.tables().configKeys().refusedValues()) {
      String value = subject.spec().config().get(refused.key());
      if (value != null && refused.values().contains(value)) {
        findings.refuse(
            ConfigKeyRules.field(refused.key()),
            Quoted.of(value) + " " + refused.reason(),
            refused.remedy());
      }
    }
  }

  static void followersGetTimeToSync(Subject subject, Findings findings) {
    long init = given(subject, "initLimit", 10);
    long sync = given(subject, "syncLimit", 5);
    if (init < sync) {
      findings.refuse(
          "spec.config.initLimit",
          init + " ticks are less than the " + sync + " of syncLimit",
          "write initLimit of at least syncLimit");
    }
  }

  static void sessionTimeoutsAreOrdered(Subject subject, Findings findings) {
    long tick = given(subject, "tickTime", 2000);
    long shortest = given(subject, "minSessionTimeout", 2 * tick);
    long longest = given(subject, "maxSessionTimeout", 20 * tick);
    if (longest < shortest) {
      findings.refuse(
          "spec.config.maxSessionTimeout",
          "the longest session, "
              + longest
              + " ms, is shorter than the shortest, "
              + shortest
              + " ms (by default 20 and 2 ticks)",
          "write maxSessionTimeout of at least minSessionTimeout");
    }
    if (shortest < 2 * tick) {
      findings.warn(
          "spec.config.minSessionTimeout",
          shortest + " ms are less than two ticks; sessions may expire while nothing is wrong");
    } else if (shortest < SHORTEST_SAFE_SESSION) {
      findings.warn(
          "spec.config.minSessionTimeout",
          "sessions of "
              + shortest
              + " ms expire during an election, which takes up to three seconds; write at least"
              + " 4000");
    }
  }

  static void oldFilesArePurged(Subject subject, Findings findings) {
    if (given(subject, "autopurge.purgeInterval", 1) == 0) {
      findings.warn(
          "spec.config.autopurge.purgeInterval",
          "0 keeps every snapshot and transaction log, so the volumes fill up");
    }
  }

  static void bigRequestsAreDeliberate(Subject subject, Findings findings) {
    if (subject.spec().config().containsKey("jute.maxbuffer")) {
      findings.warn(
          "spec.config.jute.maxbuffer",
          "clients need the same value (-Djute.maxbuffer), and it should only ever grow");
    }
  }

  static void observersFindTheirMastersAgain(Subject subject, Findings findings) {
    if (subject.spec().config().containsKey("observerMasterPort")) {
      findings.warn(
          "spec.config.observerMasterPort",
          "with it, observers never look up the addresses of voters again (ZOOKEEPER-5063): when a"
              + " voter's pod has a new address, delete the pods of observers that do not come back");
    }
  }

  private static Optional<Long> number(String value) {
    return NUMBER.matcher(value).matches() ? Optional.of(Long.parseLong(value)) : Optional.empty();
  }

  /** The value of a key, or ZooKeeper's own where it is absent or unreadable. */
  private static long given(Subject subject, String key, long fallback) {
    return Optional.ofNullable(subject.spec().config().get(key))
        .flatMap(ConfigValueRules::number)
        .filter(number -> number >= 0)
        .orElse(fallback);
  }
}
