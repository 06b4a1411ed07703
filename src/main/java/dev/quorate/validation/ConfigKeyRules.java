package dev.quorate.validation;

import dev.quorate.model.Reason;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether the keys of {@code spec.config} are ones that a user may set (hazards G19, G23 to G27).
 */
final class ConfigKeyRules {
  static final int MOST_KEYS = 100;
  static final int LONGEST_VALUE = 1024;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,126}");
  private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");
  private static final int CLOSE = 3;

  private ConfigKeyRules() {}

  static String field(String key) {
    return "spec.config." + Quoted.step(key);
  }

  static void areNotTooMany(Subject subject, Findings findings) {
    int keys = subject.spec().config().size();
    if (keys > MOST_KEYS) {
      findings.refuse(
          "spec.config", "has " + keys + " keys", "write at most " + MOST_KEYS + " of them");
    }
  }

  static void areWellFormed(Subject subject, Findings findings) {
    for (Map.Entry<String, String> entry : subject.spec().config().entrySet()) {
      if (!KEY.matcher(entry.getKey()).matches()) {
        findings.refuse(
            field(entry.getKey()),
            "is not a key of zoo.cfg",
            "write letters, digits and the characters . _ - only");
      }
      String value = Absent.or(entry.getValue(), "");
      if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
        findings.refuse(
            field(entry.getKey()),
            "the value is empty, longer than 1024 characters, or has other characters than"
                + " printable ASCII",
            "write a plain value without blanks around it, or remove the key");
      }
    }
  }

  static void areNotRefused(Subject subject, Findings findings) {
    for (String key : subject.spec().config().keySet()) {
      subject
          .tables()
          .configKeys()
          .refusalOf(key)
          .ifPresent(refused -> findings.refuse(field(key), refused.reason(), refused.remedy()));
    }
  }

  /** A key that nobody reads is most often a typing error; it is reported and not written. */
  static void areKnown(Subject subject, Findings findings) {
    for (String key : subject.spec().config().keySet()) {
      if (isUnknown(key, subject.tables().configKeys())) {
        findings.warn(
            Reason.UNKNOWN_CONFIG,
            field(key),
            "no ZooKeeper knows this key, so it is not written into zoo.cfg"
                + suggestion(key, subject.tables().configKeys())
                    .map(known -> "; did you mean " + known + "?")
                    .orElse(""));
      }
    }
  }

  static boolean isUnknown(String key, ConfigKeys keys) {
    return !keys.knows(key) && keys.refusalOf(key).isEmpty() && KEY.matcher(key).matches();
  }

  private static Optional<String> suggestion(String key, ConfigKeys keys) {
    if (keys.misnamed().containsKey(key)) {
      return Optional.of(keys.misnamed().get(key));
    }
    return keys.known().stream()
        .filter(known -> distance(key, known) < CLOSE)
        .min(Comparator.comparingInt(known -> distance(key, known)));
  }

  /** Edit distance (Levenshtein), letters of either case being equal. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
