package dev.quorate.validation;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether labels and annotations are possible and none of them is one that the operator or the
 * StatefulSet controller lives by (hazard G53).
 */
final class MetadataRules {
  private static final int MOST = 50;
  private static final int LONGEST_ANNOTATION = 4096;
  private static final Predicate<String> KEY =
      Pattern.compile(
              "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
          .asMatchPredicate();
  private static final Predicate<String> LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?").asMatchPredicate();
  private static final Predicate<String> OWNED =
      Pattern.compile(
              "zookeeper\\.quorate\\.dev/.*|statefulset\\.kubernetes\\.io/.*|apps\\.kubernetes\\.io/.*"
                  + "|controller-revision-hash|app\\.kubernetes\\.io/(name|managed-by|component)"
                  + "|kubectl\\.kubernetes\\.io/.*")
          .asMatchPredicate();

  private MetadataRules() {}

  static void ofTheService(Subject subject, Findings findings) {
    var service = subject.spec().clientService();
    labels("spec.clientService.labels", service.labels(), findings);
    annotations("spec.clientService.annotations", service.annotations(), findings);
  }

  static void ofThePods(Subject subject, Findings findings) {
    var pod = subject.spec().pod();
    labels("spec.pod.labels", pod.labels(), findings);
    annotations("spec.pod.annotations", pod.annotations(), findings);
    var observers = subject.spec().observers().pod();
    if (observers != null) {
      labels("spec.observers.pod.labels", observers.labels(), findings);
      annotations("spec.observers.pod.annotations", observers.annotations(), findings);
    }
  }

  static void labels(String field, Map<String, String> labels, Findings findings) {
    keys(field, labels, findings);
    labels.forEach((key, value) -> {
      if (value == null || !LABEL_VALUE.test(value)) {
        findings.refuse(
            field + "." + Quoted.step(key),
            Quoted.of(value) + " is not the value of a label",
            "write at most 63 letters, digits and the characters - _ . inside");
      }
    });
  }

  static void annotations(String field, Map<String, String> annotations, Findings findings) {
    keys(field, annotations, findings);
    annotations.forEach((key, value) -> {
      if (value == null || value.length() > LONGEST_ANNOTATION) {
        findings.refuse(
            field + "." + Quoted.step(key),
            "the value is missing or has more than 4096 characters",
            "write a shorter one");
      }
    });
  }

  private static void keys(String field, Map<String, String> entries, Findings findings) {
    if (entries.size() > MOST) {
      findings.refuse(field, "has more than 50 entries", "write fewer");
    }
    for (String key : entries.keySet()) {
      if (!KEY.test(key)) {
        findings.refuse(
            field,
            Quoted.of(key) + " is not the key of a label or annotation",
            "write letters, digits and - _ . inside, after a domain and a slash if need be");
      } else if (OWNED.test(key)) {
        findings.refuse(
            field + "." + Quoted.step(key),
            "belongs to the operator or to Kubernetes",
            "remove it, or choose another key");
      }
    }
  }

  static void nodeLabels(String field, SortedMap<String, String> selector, Findings findings) {
    boolean possible =
        selector.entrySet().stream()
            .allMatch(e ->
                KEY.test(e.getKey()) && e.getValue() != null && LABEL_VALUE.test(e.getValue()));
    if (!possible || selector.size() > MOST) {
      findings.refuse(
          field,
          "has an entry that no node label can match, or more than 50 of them",
          "write labels that kubectl get nodes --show-labels lists");
    }
  }
}
