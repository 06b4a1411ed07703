package dev.quorate.observe;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.RepairMark;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the records on a member's data claim. */
final class ClaimReader {
  private ClaimReader() {}

  /**
   * @param log the claim of the member's log volume, when it has one
   */
  static ClaimFacts read(
      PersistentVolumeClaim claim, MemberId member, Optional<PersistentVolumeClaim> log) {
    var meta = claim.getMetadata();
    var annotations = Omitted.annotations(meta);
    return new ClaimFacts(
        meta.getName(),
        member,
        meta.getUid(),
        Optional.ofNullable(annotations.get(Labels.FORMED)),
        members(annotations.getOrDefault(Labels.MEMBERS, "")),
        Optional.ofNullable(annotations.get(Labels.LEFT)),
        isGoing(claim) || log.map(ClaimReader::isGoing).orElse(false),
        Optional.ofNullable(annotations.get(Labels.REPAIR)).flatMap(RepairMark::parse));
  }

  /** A claim that shall not outlive a pod is owned by that pod: it goes when the pod has gone. */
  private static boolean isGoing(PersistentVolumeClaim claim) {
    var owners = claim.getMetadata().getOwnerReferences();
    return claim.getMetadata().getDeletionTimestamp() != null
        || (owners != null && owners.stream().anyMatch(o -> "Pod".equals(o.getKind())));
  }

  /**
   * Ids that cannot be read are left out; the record itself still says that the ensemble formed.
   */
  private static SortedSet<MemberId> members(String text) {
    SortedSet<MemberId> ids = new TreeSet<>();
    Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(t -> t.matches("\\d{1,3}"))
        .map(Integer::parseInt)
        .filter(id -> id >= MemberId.SMALLEST && id <= MemberId.LARGEST)
        .forEach(id -> ids.add(new MemberId(id)));
    return ids;
  }
}
