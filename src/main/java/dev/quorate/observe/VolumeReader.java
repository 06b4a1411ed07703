package dev.quorate.observe;

import dev.quorate.facts.VolumeFacts;
import dev.quorate.facts.VolumeFacts.Growth;
import dev.quorate.model.MemberId;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a claim asks for, what it has, and what has become of a growth. */
final class VolumeReader {
  private static final String STORAGE = "storage";
  private static final String WAITS_FOR_NODE = "FileSystemResizePending";
  private static final Set<String> ERRORS = Set.of("ControllerResizeError", "NodeResizeError");
  private static final Set<String> INFEASIBLE =
      Set.of("ControllerResizeInfeasible", "NodeResizeInfeasible");

  private VolumeReader() {}

  static VolumeFacts read(PersistentVolumeClaim claim, MemberId member, String template) {
    var meta = claim.getMetadata();
    var status = Optional.ofNullable(claim.getStatus());
    return new VolumeFacts(
        member,
        template,
        meta.getName(),
        meta.getUid(),
        meta.getResourceVersion(),
        Optional.ofNullable(claim.getSpec().getStorageClassName()),
        claim.getSpec().getResources().getRequests().get(STORAGE),
        status.map(PersistentVolumeClaimStatus::getCapacity).map(VolumeReader::size),
        status.map(VolumeReader::growth).orElseGet(Growth::none));
  }

  private static Quantity size(Map<String, Quantity> capacity) {
    return capacity.get(STORAGE);
  }

  private static Growth growth(PersistentVolumeClaimStatus status) {
    var conditions =
        status.getConditions().stream().filter(c -> "True".equals(c.getStatus())).toList();
    return new Growth(
        conditions.stream()
            .filter(c -> WAITS_FOR_NODE.equals(c.getType()))
            .flatMap(VolumeReader::since)
            .findFirst(),
        conditions.stream()
            .filter(c -> ERRORS.contains(c.getType()))
            .map(VolumeReader::text)
            .findFirst(),
        Optional.ofNullable(status.getAllocatedResourceStatuses())
            .map(statuses -> statuses.get(STORAGE))
            .filter(INFEASIBLE::contains)
            .isPresent());
  }

  private static Stream<Instant> since(PersistentVolumeClaimCondition condition) {
    return Stream.ofNullable(condition.getLastTransitionTime()).map(Instant::parse);
  }

  private static String text(PersistentVolumeClaimCondition condition) {
    return condition.getMessage() == null
        ? condition.getType()
        : condition.getType() + ": " + condition.getMessage();
  }
}
