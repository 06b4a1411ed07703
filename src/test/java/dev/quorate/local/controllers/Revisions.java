package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pod templates that a StatefulSet has had, one ControllerRevision each, named by a hash of the
 * template. {@code current} is what pods below a partition and pods of an unfinished rolling update
 * are created from, {@code update} is the template of today.
 */
record Revisions(ControllerRevision current, ControllerRevision update) {

  /** Which revisions are in force, given those that exist and belong to the set, in any order. */
  static Revisions of(
      StatefulSet set, List<ControllerRevision> existing, KubernetesSerialization json) {
    var wanted = revision(set, next(existing), json);
    var update =
        existing.stream()
            .filter(r -> sameTemplate(r, wanted, json))
            .max(Comparator.comparing(ControllerRevision::getRevision))
            .map(r -> newest(r, existing))
            .orElse(wanted);
    var current = named(existing, currentName(set)).orElse(update);
    return new Revisions(current, update);
  }

  /** The revision as stored must be created or brought to a higher number. */
  boolean mustStore(List<ControllerRevision> existing) {
    return existing.stream().noneMatch(update::equals);
  }

  String currentName() {
    return current.getMetadata().getName();
  }

  String updateName() {
    return update.getMetadata().getName();
  }

  /** The pod template that a revision holds. */
  static PodTemplateSpec template(ControllerRevision revision, KubernetesSerialization json) {
    var data = json.convertValue(revision.getData(), Data.class);
    data.spec().template().getAdditionalProperties().remove("$patch");
    return data.spec().template();
  }

  /** A controller's owner reference. */
  static OwnerReference owner(HasMetadata controller) {
    return new OwnerReferenceBuilder()
        .withApiVersion(controller.getApiVersion())
        .withKind(controller.getKind())
        .withName(controller.getMetadata().getName())
        .withUid(controller.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  private record Data(Spec spec) {
    record Spec(PodTemplateSpec template) {}
  }

  private static String currentName(StatefulSet set) {
    return set.getStatus() == null ? null : set.getStatus().getCurrentRevision();
  }

  private static Optional<ControllerRevision> named(List<ControllerRevision> all, String name) {
    return all.stream().filter(r -> r.getMetadata().getName().equals(name)).findFirst();
  }

  private static long next(List<ControllerRevision> existing) {
    return existing.stream().mapToLong(ControllerRevision::getRevision).max().orElse(0) + 1;
  }

  /** Going back to an older template makes its revision the newest one again. */
  private static ControllerRevision newest(
      ControllerRevision found, List<ControllerRevision> existing) {
    long next = next(existing);
    return found.getRevision() == next - 1
        ? found
        : new ControllerRevisionBuilder(found).withRevision(next).build();
  }

  private static boolean sameTemplate(
      ControllerRevision a, ControllerRevision b, KubernetesSerialization json) {
    return canonical(a.getData(), json).equals(canonical(b.getData(), json));
  }

  private static ControllerRevision revision(
      StatefulSet set, long number, KubernetesSerialization json) {
    Map<Object, Object> template = new TreeMap<>();
    Map<?, ?> fields = json.convertValue(set.getSpec().getTemplate(), Map.class);
    fields.forEach(template::put);
    template.put("$patch", "replace");
    Map<String, Object> data = Map.of("spec", Map.of("template", template));
    return new ControllerRevisionBuilder()
        .withNewMetadata()
        .withName(set.getMetadata().getName() + "-" + hash(canonical(data, json)))
        .withNamespace(set.getMetadata().getNamespace())
        .withLabels(set.getSpec().getSelector().getMatchLabels())
        .withOwnerReferences(owner(set))
        .endMetadata()
        .withRevision(number)
        .withData(data)
        .build();
  }

  private static String canonical(Object data, KubernetesSerialization json) {
    return json.asJson(sorted(json.convertValue(data, Map.class)));
  }

  private static Object sorted(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> sorted = new TreeMap<>();
        map.forEach((k, v) -> sorted.put(k, sorted(v)));
        yield sorted;
      }
      case List<?> list -> list.stream().map(Revisions::sorted).toList();
      case null -> "";
      default -> value;
    };
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
