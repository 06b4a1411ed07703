package dev.quorate.validation;

import dev.quorate.api.ZookeeperCluster;
import java.util.regex.Pattern;

/** Whether the names of everything made from the resource's own name are possible (hazard G09). */
final class NameRules {
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

  private NameRules() {}

  static void fits(Subject subject, Findings findings) {
    String name = Absent.or(subject.metadata().getName(), "");
    if (name.length() > ZookeeperCluster.LONGEST_NAME) {
      findings.refuse(
          "metadata.name",
          "has more than 40 characters, so names and labels of members would not fit",
          "choose a shorter one");
    }
  }

  static void isDnsLabel(Subject subject, Findings findings) {
    String name = Absent.or(subject.metadata().getName(), "");
    if (!LABEL.matcher(name).matches()) {
      findings.refuse(
          "metadata.name",
          Quoted.of(name) + " cannot be part of the names of Services and hosts",
          "write lower-case letters, digits and dashes, starting with a letter, no dots");
    }
  }
}
