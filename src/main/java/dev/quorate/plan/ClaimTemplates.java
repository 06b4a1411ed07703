package dev.quorate.plan;

import dev.quorate.facts.VolumeFacts;
import dev.quorate.model.Mount;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the specification says of the members' volumes beside what their StatefulSet says.
 *
 * @param role whose they are
 * @param wanted the templates that the specification asks for
 * @param live the templates that there are; no field of them can be changed in place
 */
record ClaimTemplates(
    Role role, List<PersistentVolumeClaim> wanted, List<PersistentVolumeClaim> live) {

  /** Of every role that has a StatefulSet, and shall have one. */
  static Stream<ClaimTemplates> all(PlanInput input) {
    return Stream.of(Role.VOTER, Role.OBSERVER).flatMap(role -> of(role, input).stream());
  }

  /** Empty while there is no StatefulSet, or shall be none. */
  static Optional<ClaimTemplates> of(Role role, PlanInput input) {
    return input
        .desired()
        .set(role)
        .flatMap(set ->
            input
                .state()
                .set(role)
                .map(live ->
                    new ClaimTemplates(
                        role, set.getSpec().getVolumeClaimTemplates(), live.claimTemplates())));
  }

  /** What can be applied: the templates as they are, unless only their wording differs. */
  List<PersistentVolumeClaim> appliable() {
    return otherVolumes().isEmpty() && !haveOtherClass() && !haveOtherSize() ? wanted : live;
  }

  /** Members that run would be started without their data, or without a part of it. */
  List<String> otherVolumes() {
    if (wanted.isEmpty() && !live.isEmpty()) {
      return List.of(
          "%s.type: the members' data is on volumes, and Ephemeral would start them without it; write type: Persistent again"
              .formatted(field()));
    }
    if (live.isEmpty() && !wanted.isEmpty()) {
      return List.of(
          "%s.type: the members' data is in their pods, and volumes would start them without it; write type: Ephemeral again, or make a new cluster and copy the data"
              .formatted(field()));
    }
    boolean logWanted = find(wanted, Mount.DATALOG.volume()).isPresent();
    if (logWanted == find(live, Mount.DATALOG.volume()).isPresent()) {
      return List.of();
    }
    return List.of(
        logWanted
            ? "%s.log: the transaction logs are on the data volume, and a volume of their own cannot be added later; remove it, or make a new cluster and copy the data"
                .formatted(field())
            : "%s.log: the transaction logs are on a volume of their own, and members would start without them; write log: {size: %s} again"
                .formatted(field(), size(find(live, Mount.DATALOG.volume()).orElseThrow())));
  }

  /** Whether whoever joins would get another class than the specification says. */
  boolean haveOtherClass() {
    return pairs().anyMatch(p -> !storageClass(p.wanted()).equals(storageClass(p.live())));
  }

  /** Whether whoever joins would get another size than the specification says. */
  boolean haveOtherSize() {
    return pairs()
        .anyMatch(p ->
            isLess(size(p.live()), size(p.wanted())) || isLess(size(p.wanted()), size(p.live())));
  }

  /** A volume cannot shrink; but what no volume has reached yet can be taken back. */
  List<String> smaller(List<VolumeFacts> volumes) {
    return pairs()
        .filter(p -> isLess(size(p.wanted()), size(p.live())))
        .filter(p ->
            volumes.stream()
                .filter(v -> v.template().equals(name(p.live())))
                .allMatch(v -> isLess(size(p.wanted()), v.requested())))
        .map(p ->
            "%s.size: is %s, the volumes have %s, and a volume cannot shrink; write %s or more"
                .formatted(field(p.live()), size(p.wanted()), size(p.live()), size(p.live())))
        .toList();
  }

  /** The size that a template shall have. */
  Optional<Quantity> wantedSize(String template) {
    return find(wanted, template).map(ClaimTemplates::size);
  }

  /** Empty when any class will do: the cluster's default may have been another one. */
  Optional<String> wantedClass(String template) {
    return find(wanted, template).flatMap(ClaimTemplates::storageClass);
  }

  boolean isOfOtherClass(VolumeFacts volume) {
    return wantedClass(volume.template())
        .filter(wantedClass -> !volume.storageClass().equals(Optional.of(wantedClass)))
        .isPresent();
  }

  /** The field of the specification that a template is made from. */
  String field(String template) {
    return field() + (Mount.DATALOG.volume().equals(template) ? ".log" : ".data");
  }

  static boolean isLess(Quantity one, Quantity other) {
    return one.getNumericalAmount().compareTo(other.getNumericalAmount()) < 0;
  }

  private record Pair(PersistentVolumeClaim wanted, PersistentVolumeClaim live) {}

  private Stream<Pair> pairs() {
    return wanted.stream().flatMap(w -> find(live, name(w)).map(l -> new Pair(w, l)).stream());
  }

  private String field() {
    return role == Role.VOTER ? "spec.storage" : "spec.observers.storage";
  }

  private String field(PersistentVolumeClaim template) {
    return field(name(template));
  }

  private static Optional<PersistentVolumeClaim> find(
      List<PersistentVolumeClaim> templates, String name) {
    return templates.stream().filter(t -> name(t).equals(name)).findFirst();
  }

  private static String name(PersistentVolumeClaim claim) {
    return claim.getMetadata().getName();
  }

  private static Optional<String> storageClass(PersistentVolumeClaim claim) {
    return Optional.ofNullable(claim.getSpec().getStorageClassName());
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return Objects.requireNonNull(claim.getSpec().getResources().getRequests().get("storage"));
  }
}
