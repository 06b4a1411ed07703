package dev.quorate.api.crd;

import java.util.regex.Pattern;

/**
 * A description in its parts: what the field means, which value it has when it is not written, and
 * what a change costs.
 */
record DescriptionText(String meaning, String fallback) {
  private static final Pattern COST = Pattern.compile(" (Changing|Adding or removing) it: .*$");
  private static final Pattern DEFAULT =
      Pattern.compile("(?:^| )Default:? (.+?)\\.(?= [A-Z0-9(]|$)");

  static DescriptionText of(String description) {
    String text = COST.matcher(description).replaceFirst("");
    var fallback = DEFAULT.matcher(text);
    return fallback.find()
        ? new DescriptionText(fallback.replaceFirst("").strip(), fallback.group(1))
        : new DescriptionText(text, "");
  }
}
