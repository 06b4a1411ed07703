package dev.quorate.validation;

import dev.quorate.api.PodSettingsSpec;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Whether the pods' settings can work at all; what only a scheduler can tell is left to it. */
final class PodRules {
  private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final int MOST_TOLERATIONS = 50;
  private static final int MOST = 20;
  private static final int SHORTEST_STOP = 10;
  private static final int LONGEST_STOP = 3600;

  private PodRules() {}

  static void stopsInReasonableTime(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) -> {
          int seconds = pod.terminationGracePeriodSeconds();
          if (seconds < SHORTEST_STOP || seconds > LONGEST_STOP) {
            findings.refuse(
                field + ".terminationGracePeriodSeconds",
                seconds + " is not between 10 and 3600",
                "write for example 60");
          }
        });
  }

  static void toleratesRealEffects(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) ->
            pod.tolerations().stream()
                .map(t -> t.getEffect())
                .filter(effect -> effect != null && !EFFECTS.contains(effect))
                .forEach(effect ->
                    findings.refuse(
                        field + ".tolerations",
                        Quoted.of(effect) + " is not an effect",
                        "write NoSchedule, PreferNoSchedule or NoExecute, or leave effect out to"
                            + " match all")));
  }

  static void listsAreShort(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) -> {
          if (pod.tolerations().size() > MOST_TOLERATIONS
              || pod.topologySpreadConstraints().size() > MOST
              || pod.imagePullSecrets().size() > MOST) {
            findings.refuse(
                field,
                "has more than 50 tolerations, 20 topologySpreadConstraints or 20 imagePullSecrets",
                "write fewer");
          }
        });
  }

  static void namesAreNames(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) -> {
          isName(field + ".priorityClassName", pod.priorityClassName(), findings);
          isName(field + ".serviceAccountName", pod.serviceAccountName(), findings);
        });
  }

  static void nodesCanMatch(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) ->
            MetadataRules.nodeLabels(
                field + ".nodeSelector", Absent.map(pod.nodeSelector()), findings));
  }

  static void templateLeavesTheOperatorsAlone(Subject subject, Findings findings) {
    each(
        subject,
        (field, pod) -> {
          if (pod.template() != null && !pod.template().isNull()) {
            new TemplateGuard(field + ".template", findings).check(pod.template());
          }
        });
  }

  private static void isName(String field, String name, Findings findings) {
    if (name != null && !NAME.matcher(name).matches()) {
      findings.refuse(
          field,
          Quoted.of(name) + " is not the name of an object",
          "write lower-case letters, digits, dashes and dots");
    }
  }

  private static void each(Subject subject, BiConsumer<String, PodSettingsSpec> question) {
    question.accept("spec.pod", subject.spec().pod());
    if (subject.spec().observers().pod() != null) {
      question.accept("spec.observers.pod", subject.spec().observers().pod());
    }
  }
}
