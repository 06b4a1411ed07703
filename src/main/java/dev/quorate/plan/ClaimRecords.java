package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.RepairMark;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is to be recorded on the members' volumes, so that it outlives the cluster (I7)? */
final class ClaimRecords {
  private ClaimRecords() {}

  /**
   * Only what the leader confirms is recorded: a volume is current when its member is synced. Like
   * the membership list, it names whoever gets its vote next before it does, so that a cluster that
   * is deleted right then and created again misses nobody.
   */
  static List<Action> of(PlanInput input) {
    var quorum = input.state().quorum();
    Optional<QuorumConfig> config = quorum.config().ifKnown();
    if (config.isEmpty()) {
      return List.of();
    }
    List<Action> records = new ArrayList<>(departures(input, config.get()));
    SortedSet<MemberId> voters = votersNowOrNext(input, config.get());
    quorum.synced().stream()
        .filter(id -> !quorum.foreign().contains(id))
        .flatMap(id -> input.state().member(id).claim().stream())
        .filter(claim -> !isCurrent(claim, config.get(), voters))
        .map(claim -> current(claim, config.get().versionHex(), voters))
        .forEach(records::add);
    return records;
  }

  /** The volume of a member that left is never taken for a current one again (I7). */
  private static List<Action> departures(PlanInput input, QuorumConfig config) {
    return input.state().members().values().stream()
        .filter(member -> config.server(member.id()).isEmpty())
        .map(ObservedMember::claim)
        .flatMap(Optional::stream)
        .filter(ClaimFacts::hasFormed)
        .map(claim -> annotate(claim, Map.of(Labels.LEFT, config.versionHex()), claim.repair()))
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

  private static boolean isCurrent(
      ClaimFacts claim, QuorumConfig config, SortedSet<MemberId> voters) {
    return claim.formedVersion().equals(Optional.of(config.versionHex()))
        && claim.members().equals(voters);
  }

  private static Action current(ClaimFacts claim, String version, Set<MemberId> voters) {
    return annotate(
        claim, Map.of(Labels.FORMED, version, Labels.MEMBERS, text(voters)), claim.repair());
  }

  /** What is recorded already, and that its member is repaired. */
  static Action marked(ClaimFacts claim, RepairMark mark) {
    Map<String, String> record = new TreeMap<>();
    claim.formedVersion().ifPresent(version -> record.put(Labels.FORMED, version));
    claim.leftVersion().ifPresent(version -> record.put(Labels.LEFT, version));
    if (!claim.members().isEmpty()) {
      record.put(Labels.MEMBERS, text(claim.members()));
    }
    return annotate(claim, record, Optional.of(mark));
  }

  private static Action annotate(
      ClaimFacts claim, Map<String, String> record, Optional<RepairMark> mark) {
    Map<String, String> annotations = new TreeMap<>(record);
    mark.ifPresent(m -> annotations.put(Labels.REPAIR, m.text()));
    return new Action.AnnotateClaim(claim.name(), claim.uid(), annotations);
  }

  private static String text(Set<MemberId> ids) {
    return ids.stream().map(MemberId::toString).collect(Collectors.joining(","));
  }
}
