package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.LiveObject;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The writes that disturb nobody. Records of the formation come first: were the operator to die
 * after them, the bootstrap flag could already not come back (Z28).
 */
final class ObjectActions {
  private ObjectActions() {}

  static List<Action> of(PlanInput input) {
    List<Action> actions = new ArrayList<>(claimRecords(input));
    if (!input.state().superuserPresent()) {
      actions.add(new Action.CreateSuperuser());
    }
    input.desired().inApplyOrder().stream()
        .map(object -> keepClaimTemplates(input, object))
        .map(Action.Apply::new)
        .forEach(actions::add);
    return actions;
  }

  /**
   * Only what the leader confirms is recorded: a volume is current when its member is synced. Like
   * the membership list, it names whoever gets its vote next before it does, so that a cluster that
   * is deleted right then and created again misses nobody.
   */
  private static List<Action> claimRecords(PlanInput input) {
    var quorum = input.state().quorum();
    Optional<QuorumConfig> config = quorum.config().ifKnown();
    if (config.isEmpty()) {
      return List.of();
    }
    List<Action> records = new ArrayList<>(departures(input, config.get()));
    SortedSet<MemberId> voters = votersNowOrNext(input, config.get());
    Map<String, String> record =
        Map.of(Labels.FORMED, config.get().versionHex(), Labels.MEMBERS, text(voters));
    quorum.synced().stream()
        .filter(id -> !quorum.foreign().contains(id))
        .flatMap(id -> input.state().member(id).claim().stream())
        .filter(claim -> !isRecorded(claim, config.get(), voters))
        .map(claim -> new Action.AnnotateClaim(claim.name(), claim.uid(), record))
        .forEach(records::add);
    return records;
  }

  /** The volume of a member that left is never taken for a current one again (I7). */
  private static List<Action> departures(PlanInput input, QuorumConfig config) {
    var record = Map.of(Labels.LEFT, config.versionHex());
    return input.state().members().values().stream()
        .filter(member -> config.server(member.id()).isEmpty())
        .flatMap(member -> member.claim().stream())
        .filter(ClaimFacts::hasFormed)
        .map(claim -> (Action) new Action.AnnotateClaim(claim.name(), claim.uid(), record))
        .toList();
  }

  private static SortedSet<MemberId> votersNowOrNext(PlanInput input, QuorumConfig config) {
    SortedSet<MemberId> voters = new TreeSet<>();
    input.topology().servers().stream()
        .filter(server -> mayBeOurs(input, server))
        .map(ServerLine::id)
        .filter(id -> id.role() == Role.VOTER && !config.observers().contains(id))
        .forEach(voters::add);
    return voters;
  }

  /** A pod is never made for somebody else's id, because it was found on a volume of ours. */
  private static boolean mayBeOurs(PlanInput input, ServerLine server) {
    return input.ensemble().names().isOurs(server)
        || input.state().member(server.id()).pod().isPresent();
  }

  private static boolean isRecorded(
      ClaimFacts claim, QuorumConfig config, SortedSet<MemberId> voters) {
    return claim.formedVersion().equals(Optional.of(config.versionHex()))
        && claim.members().equals(voters);
  }

  private static String text(Set<MemberId> ids) {
    return ids.stream().map(MemberId::toString).collect(Collectors.joining(","));
  }

  /**
   * Kubernetes refuses a change of the templates, and with it everything else in the same apply.
   */
  private static HasMetadata keepClaimTemplates(PlanInput input, HasMetadata object) {
    if (!(object instanceof StatefulSet set)) {
      return object;
    }
    boolean observers = set.getMetadata().getName().equals(input.ensemble().names().observers());
    return appliable(observers ? Role.OBSERVER : Role.VOTER, set, input.state());
  }

  /** A StatefulSet as far as Kubernetes allows it to be changed. */
  static StatefulSet appliable(Role role, StatefulSet wanted, ObservedState state) {
    return state
        .set(role)
        .map(MemberSet::claimTemplates)
        .filter(live -> !live.equals(wanted.getSpec().getVolumeClaimTemplates()))
        .map(live ->
            new ClaimTemplates(role, wanted.getSpec().getVolumeClaimTemplates(), live).appliable())
        .map(templates ->
            new StatefulSetBuilder(wanted)
                .editSpec()
                .withVolumeClaimTemplates(templates)
                .endSpec()
                .build())
        .orElse(wanted);
  }

  /** Configurations that neither the template nor any pod refers to. */
  static List<Action> prune(PlanInput input) {
    var names = input.ensemble().names();
    Set<String> used =
        input.state().members().values().stream()
            .map(ObservedMember::pod)
            .flatMap(Optional::stream)
            .map(PodFacts::configMap)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    Set<String> wanted =
        input.desired().inApplyOrder().stream()
            .map(o -> o.getMetadata().getName())
            .collect(Collectors.toSet());
    return input.state().objects().stream()
        .filter(o -> o.kind().equals("ConfigMap") && o.name().startsWith(names.configPrefix()))
        .filter(o -> isOurs(input, o) && !used.contains(o.name()) && !wanted.contains(o.name()))
        .map(o -> (Action) new Action.Prune(o.kind(), o.name(), o.uid()))
        .toList();
  }

  private static boolean isOurs(PlanInput input, LiveObject object) {
    return object.controllerUid().equals(Optional.of(input.ensemble().owner().uid()))
        && !object.terminating();
  }
}
