package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.VolumeFacts;
import dev.quorate.facts.VolumeFacts.Growth;
import dev.quorate.model.MemberId;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A StatefulSet and its volumes when all has gone well with them. */
final class ImaginedSet {
  private ImaginedSet() {}

  /** Whatever was being replaced or grown is, unless it never will be. */
  static MemberSet settled(MemberSet set) {
    return with(
        set,
        set.replicas(),
        set.claimTemplates(),
        volumes(set, v -> v.growth().infeasible() ? v : sized(v, v.requested())));
  }

  static MemberSet sized(MemberSet set, int replicas) {
    return with(
        set,
        replicas,
        set.claimTemplates(),
        set.volumes().stream().filter(v -> v.member().ordinal() < replicas).toList());
  }

  static MemberSet made(StatefulSet wanted, int replicas) {
    return new MemberSet(
        new MemberSet.Identity("imagined", "imagined", false),
        replicas,
        wanted.getSpec().getVolumeClaimTemplates(),
        List.of());
  }

  /** With the claim templates that are wanted. */
  static MemberSet remade(MemberSet set, StatefulSet wanted) {
    return with(set, set.replicas(), wanted.getSpec().getVolumeClaimTemplates(), set.volumes());
  }

  static MemberSet grown(MemberSet set, String claim, String to) {
    return with(
        set,
        set.replicas(),
        set.claimTemplates(),
        volumes(set, v -> v.claim().equals(claim) ? sized(v, new Quantity(to)) : v));
  }

  static MemberSet newVolumesOf(MemberSet set, MemberId member) {
    return with(
        set,
        set.replicas(),
        set.claimTemplates(),
        volumes(set, v -> v.member().equals(member) ? remade(set, v) : v));
  }

  private static VolumeFacts remade(MemberSet set, VolumeFacts volume) {
    return set.claimTemplates().stream()
        .filter(template -> template.getMetadata().getName().equals(volume.template()))
        .findFirst()
        .map(template -> remade(volume, template))
        .orElse(volume);
  }

  private static VolumeFacts remade(VolumeFacts volume, PersistentVolumeClaim template) {
    var size = template.getSpec().getResources().getRequests().get("storage");
    var storageClass = Optional.ofNullable(template.getSpec().getStorageClassName());
    return provided(volume, storageClass.or(volume::storageClass), size, size);
  }

  private static VolumeFacts sized(VolumeFacts volume, Quantity size) {
    var capacity = volume.capacity().filter(has -> ClaimTemplates.isLess(size, has)).orElse(size);
    return provided(volume, volume.storageClass(), size, capacity);
  }

  /** With what was asked for, and nothing left to be done about it. */
  private static VolumeFacts provided(
      VolumeFacts volume, Optional<String> storageClass, Quantity size, Quantity capacity) {
    return new VolumeFacts(
        volume.member(),
        volume.template(),
        volume.claim(),
        volume.uid(),
        volume.resourceVersion(),
        storageClass,
        size,
        Optional.of(capacity),
        Growth.none());
  }

  private static List<VolumeFacts> volumes(MemberSet set, UnaryOperator<VolumeFacts> change) {
    return set.volumes().stream().map(change).toList();
  }

  private static MemberSet with(
      MemberSet set,
      int replicas,
      List<PersistentVolumeClaim> templates,
      List<VolumeFacts> volumes) {
    var identity =
        new MemberSet.Identity(set.identity().uid(), set.identity().resourceVersion(), false);
    return new MemberSet(identity, replicas, templates, volumes);
  }
}
