package dev.quorate.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what looks like a secret: values of keys that are called so, ZooKeeper's
 * digests ({@code user:hash}), credentials in addresses and headers, and private keys. Whoever may
 * read a status or a support archive may not be one who may read a log.
 */
public final class Redaction {
  private static final String HIDDEN = "***";

  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile(
              "(?s)(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?=-----END [A-Z ]*PRIVATE KEY-----|\\z)"),
          Pattern.compile(
              "(?i)((?:password|passwd|secret|digest|token)\\w*\\\\?[\"']?[ \\t]*[=:][ \\t]*\\\\?[\"']?)"
                  + "(?!\\*{3}|true\\b|false\\b|null\\b)[^\\s,;\"'\\\\]+"),
          Pattern.compile("(\\b\\w[\\w.@-]*:)[A-Za-z0-9+/]{27}="),
          Pattern.compile("(://[^\\s:/@]+:)[^\\s@/]+(?=@)"),
          Pattern.compile("(?i)(\\bbearer[ \\t]+)(?!\\*{3})[\\w.~+/-]{16,}=*"),
          Pattern.compile(
              "(?i)(\\bauthorization\\W{1,4}(?:basic|bearer)?[ \\t]*)(?!\\*{3})[^\\s,;\"']{6,}"));

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?!.*(?:name|path|file)$).*(?:password|passwd|secret|digest|token|credential).*");

  private Redaction() {}

  /** The text without its secrets. */
  public static String of(String text) {
    String redacted = text;
    for (var secret : SECRETS) {
      redacted = secret.matcher(redacted).replaceAll("$1" + HIDDEN);
    }
    return redacted;
  }

  /** What stands for the value of something with this name: itself, unless that is a secret. */
  public static String valueOf(String name, String value) {
    return SECRET_NAME.matcher(name).matches() ? HIDDEN : of(value);
  }
}
