package dev.quorate.plan;

import dev.quorate.facts.VolumeFacts;
import dev.quorate.model.Reason;
import dev.quorate.plan.Plan.Stage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which volume of one role grows next, and what does it wait for? */
record VolumeGrowth(PlanInput input, ClaimTemplates templates) {

  /** What a volume cannot become. */
  List<String> refused() {
    return templates.smaller(input.state().set(templates.role()).orElseThrow().volumes());
  }

  /**
   * Empty when every volume has at least the size that is wanted. One of another class is not
   * grown: its driver may not be able to, and its member gets another volume anyway.
   */
  Optional<Verdict> next() {
    List<VolumeFacts> volumes =
        volumes().stream().filter(volume -> !templates.isOfOtherClass(volume)).toList();
    return volumes.stream()
        .filter(volume -> !hasGrown(volume))
        .findFirst()
        .map(volume -> step(volume, volumes));
  }

  /** The leader's last, and those of one member together. */
  List<VolumeFacts> volumes() {
    var leading = input.state().quorum().leading();
    return input.state().set(templates.role()).orElseThrow().volumes().stream()
        .filter(volume -> templates.wantedSize(volume.template()).isPresent())
        .sorted(
            Comparator.comparing((VolumeFacts v) -> leading.equals(Optional.of(v.member())))
                .thenComparing(VolumeFacts::member)
                .thenComparing(VolumeFacts::template))
        .toList();
  }

  private Quantity wanted(VolumeFacts volume) {
    return templates.wantedSize(volume.template()).orElseThrow();
  }

  private boolean hasGrown(VolumeFacts volume) {
    var wanted = wanted(volume);
    return !asksForLess(volume)
        && volume.capacity().filter(has -> !ClaimTemplates.isLess(has, wanted)).isPresent();
  }

  boolean asksForLess(VolumeFacts volume) {
    return ClaimTemplates.isLess(volume.requested(), wanted(volume));
  }

  private Verdict step(VolumeFacts volume, List<VolumeFacts> volumes) {
    String what =
        "%s grows from %s to %s"
            .formatted(
                volume.claim(), volume.capacity().orElseGet(volume::requested), wanted(volume));
    var stage =
        new Stage(
            Reason.GROWING_VOLUMES,
            "%s; %d of %d volumes have the size; %s"
                .formatted(
                    what,
                    volumes.stream().filter(this::hasGrown).count(),
                    volumes.size(),
                    Arithmetic.of(input.state().quorum())));
    if (asksForLess(volume)) {
      return new Verdict.Begin(stage, grow(volume));
    }
    return volume.growth().infeasible() || volume.growth().error().isPresent()
        ? failed(stage, volume, what)
        : volume
            .growth()
            .waitsForNodeSince()
            .map(since -> new NodeResize(input, volume, since).next(stage, what))
            .orElseGet(() -> waitFor(stage, volume, Reason.GROWING_VOLUMES, what));
  }

  Action grow(VolumeFacts volume) {
    return new Action.GrowClaim(
        volume.claim(),
        volume.uid(),
        volume.resourceVersion(),
        volume.requested().toString(),
        wanted(volume).toString(),
        remedy(volume));
  }

  private String remedy(VolumeFacts volume) {
    return "set allowVolumeExpansion: true on StorageClass %s if its driver can grow volumes, else put %s.size back to %s"
        .formatted(
            volume.storageClass().orElse("of the claim"),
            templates.field(volume.template()),
            volume.capacity().orElseGet(volume::requested));
  }

  private Verdict failed(Stage stage, VolumeFacts volume, String what) {
    String error = volume.growth().error().orElse("the storage driver has given up");
    return volume.growth().infeasible()
        ? waitFor(
            stage,
            volume,
            Reason.VOLUME_CANNOT_GROW,
            "%s: %s; %s".formatted(what, error, remedy(volume)))
        : waitFor(stage, volume, Reason.VOLUME_RESIZE_ERROR, what + ": " + error);
  }

  private Verdict waitFor(Stage stage, VolumeFacts volume, Reason reason, String what) {
    return new Verdict.Wait(stage, List.of(Blocker.of(reason, input.name(volume.member()), what)));
  }
}
