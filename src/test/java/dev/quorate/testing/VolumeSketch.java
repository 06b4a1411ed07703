package dev.quorate.testing;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.VolumeFacts;
import dev.quorate.facts.VolumeFacts.Growth;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The volumes of one role, laid over what else was seen: at first each has what its template says.
 */
public final class VolumeSketch {
  private final ObservedState state;
  private final Role role;
  private final Map<String, VolumeFacts> volumes = new TreeMap<>();
  private Optional<MemberSet> set;

  private VolumeSketch(ObservedState state, Role role) {
    this.state = state;
    this.role = role;
    this.set = state.set(role);
    var live = set.orElseThrow();
    IntStream.range(0, live.replicas())
        .mapToObj(ordinal -> MemberId.of(role, ordinal))
        .forEach(member -> live.claimTemplates().forEach(t -> add(member, t)));
  }

  public static VolumeSketch of(Role role, ObservedState state) {
    return new VolumeSketch(state, role);
  }

  private void add(MemberId member, PersistentVolumeClaim template) {
    String name = template.getMetadata().getName();
    String claim = Ensembles.three().names().claim(name, member);
    Quantity size = template.getSpec().getResources().getRequests().get("storage");
    volumes.put(
        claim,
        new VolumeFacts(
            member,
            name,
            claim,
            "uid-of-" + claim,
            "300",
            Optional.of("standard"),
            size,
            Optional.of(size),
            Growth.none()));
  }

  /** What a claim asks for, whatever it has. */
  public VolumeSketch asks(String claim, String size) {
    return change(claim, v -> with(v, new Quantity(size), v.capacity(), v.growth()));
  }

  /** It asked for this size, and has it. */
  public VolumeSketch has(String claim, String size) {
    var quantity = new Quantity(size);
    return change(claim, v -> with(v, quantity, Optional.of(quantity), Growth.none()));
  }

  /** Every volume has this size. */
  public VolumeSketch allHave(String size) {
    List.copyOf(volumes.keySet()).forEach(claim -> has(claim, size));
    return this;
  }

  /** It was made with this class. */
  public VolumeSketch ofClass(String claim, String storageClass) {
    return change(
        claim,
        v ->
            new VolumeFacts(
                v.member(),
                v.template(),
                v.claim(),
                v.uid(),
                v.resourceVersion(),
                Optional.of(storageClass),
                v.requested(),
                v.capacity(),
                v.growth()));
  }

  /** The StatefulSet makes claims like those that are wanted. */
  public VolumeSketch templatesOf(Ensemble ensemble) {
    var templates = SetsSketch.templates(ensemble);
    set = set.map(s -> new MemberSet(s.identity(), s.replicas(), templates, s.volumes()));
    return this;
  }

  public VolumeSketch notBound(String claim) {
    return change(claim, v -> with(v, v.requested(), Optional.empty(), Growth.none()));
  }

  public VolumeSketch says(String claim, Growth growth) {
    return change(claim, v -> with(v, v.requested(), v.capacity(), growth));
  }

  public VolumeSketch waitsForNodeSince(String claim, Instant since) {
    return says(claim, new Growth(Optional.of(since), Optional.empty(), false));
  }

  private VolumeSketch change(String claim, UnaryOperator<VolumeFacts> change) {
    volumes.compute(claim, (_, volume) -> change.apply(volume));
    return this;
  }

  private static VolumeFacts with(
      VolumeFacts volume, Quantity asks, Optional<Quantity> has, Growth growth) {
    return new VolumeFacts(
        volume.member(),
        volume.template(),
        volume.claim(),
        volume.uid(),
        volume.resourceVersion(),
        volume.storageClass(),
        asks,
        has,
        growth);
  }

  /** The StatefulSet is being deleted. */
  public VolumeSketch terminating() {
    set =
        set.map(s ->
            new MemberSet(
                new MemberSet.Identity("going", "201", true),
                s.replicas(),
                s.claimTemplates(),
                s.volumes()));
    return this;
  }

  /** The StatefulSet is gone. */
  public VolumeSketch withoutSet() {
    set = Optional.empty();
    return this;
  }

  public ObservedState build() {
    Map<Role, MemberSet> sets = new EnumMap<>(Role.class);
    sets.putAll(state.sets());
    sets.remove(role);
    set.ifPresent(s -> sets.put(role, filled(s, volumes.values())));
    return withSets(state, sets);
  }

  /** The same with other StatefulSets. */
  public static ObservedState withSets(ObservedState state, Map<Role, MemberSet> sets) {
    return new ObservedState(
        state.now(),
        state.objects(),
        state.formedInStatus(),
        state.publishedOutline(),
        state.membership(),
        sets,
        state.superuserPresent(),
        state.members(),
        state.quorum());
  }

  private static MemberSet filled(MemberSet set, Collection<VolumeFacts> volumes) {
    return new MemberSet(
        set.identity(), set.replicas(), set.claimTemplates(), List.copyOf(volumes));
  }
}
