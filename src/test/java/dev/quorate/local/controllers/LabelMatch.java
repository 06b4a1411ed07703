package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;

/** Whether an object's labels satisfy a selector; no selector matches nothing. */
public final class LabelMatch {
  private LabelMatch() {}

  /** All of matchLabels and all of matchExpressions hold. */
  public static boolean matches(LabelSelector selector, HasMetadata object) {
    if (selector == null) {
      return false;
    }
    var labels = labels(object);
    return matches(selector.getMatchLabels(), labels)
        && selector.getMatchExpressions().stream().allMatch(r -> matches(r, labels));
  }

  /** Every wanted label is there with the wanted value. */
  public static boolean matches(Map<String, String> wanted, HasMetadata object) {
    return matches(wanted, labels(object));
  }

  private static boolean matches(Map<String, String> wanted, Map<String, String> labels) {
    return wanted == null
        || wanted.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())));
  }

  private static boolean matches(LabelSelectorRequirement rule, Map<String, String> labels) {
    var value = labels.get(rule.getKey());
    return switch (rule.getOperator()) {
      case "In" -> value != null && rule.getValues().contains(value);
      case "NotIn" -> value == null || !rule.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException("unknown operator " + rule.getOperator());
    };
  }

  private static Map<String, String> labels(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
