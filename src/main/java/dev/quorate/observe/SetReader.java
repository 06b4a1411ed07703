package dev.quorate.observe;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.SetTemplate;
import dev.quorate.facts.VolumeFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the StatefulSets and the volumes of the members that they make. */
final class SetReader {
  private SetReader() {}

  static Map<Role, MemberSet> read(Names names, LiveObjects live) {
    Map<Role, MemberSet> sets = new EnumMap<>(Role.class);
    for (var role : Role.values()) {
      live.get(StatefulSet.class, names.statefulSet(role))
          .ifPresent(set -> sets.put(role, memberSet(set, role, names, live)));
    }
    return sets;
  }

  private static MemberSet memberSet(StatefulSet set, Role role, Names names, LiveObjects live) {
    var meta = set.getMetadata();
    Integer replicas = set.getSpec().getReplicas();
    int pods = replicas == null ? 1 : replicas;
    return new MemberSet(
        new MemberSet.Identity(
            meta.getUid(), meta.getResourceVersion(), meta.getDeletionTimestamp() != null),
        pods,
        set.getSpec().getVolumeClaimTemplates(),
        MemberId.between(role, 0, pods).stream()
            .flatMap(member -> volumes(set, member, names, live))
            .toList(),
        Optional.ofNullable(set.getSpec().getTemplate()).map(pod -> template(pod, live)));
  }

  /** What is cached is taken as it is: it is read again only when the revision changes. */
  private static SetTemplate template(PodTemplateSpec pod, LiveObjects live) {
    return new SetTemplate(
        pod,
        SetTemplate.configuration(pod)
            .flatMap(name -> live.get(ConfigMap.class, name))
            .map(ConfigMap::getData)
            .orElse(Map.of()));
  }

  private static Stream<VolumeFacts> volumes(
      StatefulSet set, MemberId member, Names names, LiveObjects live) {
    return set.getSpec().getVolumeClaimTemplates().stream()
        .map(template -> template.getMetadata().getName())
        .flatMap(template ->
            live.get(PersistentVolumeClaim.class, names.claim(template, member)).stream()
                .map(claim -> VolumeReader.read(claim, member, template)));
  }
}
