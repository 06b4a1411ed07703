package dev.quorate.plan;

import dev.quorate.facts.VolumeFacts;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has a member a volume of another storage class than the specification says? When to copy all of
 * its data is for a person to decide, so it is told last, when nothing else is to be done: it keeps
 * nobody from anything.
 */
final class VolumeClassRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return Verdict.tell(
        ClaimTemplates.all(input).flatMap(templates -> advice(input, templates)).toList());
  }

  /** One for each kind of volume. */
  private static Stream<Blocker> advice(PlanInput input, ClaimTemplates templates) {
    Map<String, List<VolumeFacts>> byTemplate =
        input.state().set(templates.role()).orElseThrow().volumes().stream()
            .filter(volume -> input.committed().server(volume.member()).isPresent())
            .filter(templates::isOfOtherClass)
            .collect(
                Collectors.groupingBy(
                    VolumeFacts::template, LinkedHashMap::new, Collectors.toList()));
    return byTemplate.entrySet().stream()
        .map(others -> told(input, templates, others.getKey(), others.getValue()))
        .map(text -> Blocker.of(Reason.VOLUME_CLASS_DIFFERS, text));
  }

  private static String told(
      PlanInput input, ClaimTemplates templates, String template, List<VolumeFacts> others) {
    var members = others.stream().map(VolumeFacts::member).sorted().toList();
    return "%s.storageClassName is %s, and %s %s of %s; %s"
        .formatted(
            templates.field(template),
            templates.wantedClass(template).orElseThrow(),
            members.stream().map(input::name).collect(Collectors.joining(", ")),
            members.size() == 1 ? "has a volume" : "have volumes",
            classes(others),
            remedy(input, members));
  }

  private static String classes(Collection<VolumeFacts> volumes) {
    return volumes.stream()
        .map(v -> v.storageClass().map(c -> "class " + c).orElse("no class"))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" and "));
  }

  private static String remedy(PlanInput input, List<MemberId> members) {
    var leading = input.state().quorum().leading();
    var next =
        members.stream()
            .min(Comparator.comparing((MemberId id) -> leading.equals(Optional.of(id))))
            .orElseThrow();
    boolean isOnlyVoter = next.role() == Role.VOTER && input.committed().voters().size() == 1;
    return isOnlyVoter
        ? "no volume can change its class, and %s is the only voter: set spec.replicas to 3 first, then replace it"
            .formatted(input.name(next))
        : "no volume can change its class, so replace these members one by one, the leader last; next: kubectl annotate pod %s %s=true"
            .formatted(input.name(next), Labels.REPLACE);
  }
}
