package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The fixed link between a StatefulSet, its ordinals, its pods and their claims. */
final class StatefulNames {
  private static final Pattern POD = Pattern.compile("(.*)-([0-9]+)");

  private StatefulNames() {}

  static String pod(StatefulSet set, int ordinal) {
    return set.getMetadata().getName() + "-" + ordinal;
  }

  static String claim(String template, String pod) {
    return template + "-" + pod;
  }

  /** The ordinal of a pod whose name belongs to the set; empty for any other name. */
  static OptionalInt ordinal(StatefulSet set, HasMetadata pod) {
    var matcher = POD.matcher(pod.getMetadata().getName());
    return matcher.matches() && matcher.group(1).equals(set.getMetadata().getName())
        ? OptionalInt.of(Integer.parseInt(matcher.group(2)))
        : OptionalInt.empty();
  }

  static int firstOrdinal(StatefulSet set) {
    var ordinals = set.getSpec().getOrdinals();
    return ordinals == null || ordinals.getStart() == null ? 0 : ordinals.getStart();
  }

  static int replicas(StatefulSet set) {
    return set.getSpec().getReplicas() == null ? 1 : set.getSpec().getReplicas();
  }

  static boolean wants(StatefulSet set, int ordinal) {
    return ordinal >= firstOrdinal(set) && ordinal < firstOrdinal(set) + replicas(set);
  }
}
