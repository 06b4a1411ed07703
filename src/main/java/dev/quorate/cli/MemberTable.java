package dev.quorate.cli;

import dev.quorate.api.MemberStatus;
import dev.quorate.facts.Probed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One line a member: what the operator says of it, what it says itself, and what its pod does. */
final class MemberTable {
  private static final String NOTHING = "-";
  private static final String UNKNOWN = "?";
  private static final String SYNCED = "Synced";

  private final ClusterFacts facts;

  MemberTable(ClusterFacts facts) {
    this.facts = facts;
  }

  List<String> lines(Ink ink) {
    var table =
        new Table(
            "MEMBER",
            "ID",
            "ROLE",
            "STATE",
            "ZXID",
            "BEHIND",
            "LATENCY AVG/MAX",
            "CLIENTS",
            "DISK",
            "POD");
    facts.members().forEach(m -> table.row(row(m.name(), Optional.of(m))));
    facts.podsWithoutStatus().forEach(name -> table.row(row(name, Optional.empty())));
    return table.lines(ink);
  }

  boolean isEmpty() {
    return facts.members().isEmpty() && facts.podsWithoutStatus().isEmpty();
  }

  private List<Cell> row(String pod, Optional<MemberStatus> told) {
    var live = facts.liveMember(pod);
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(pod));
    cells.add(Cell.of(told.map(m -> Objects.toString(m.id(), NOTHING)).orElse(NOTHING)));
    cells.add(Cell.of(told.map(MemberStatus::role).orElse(NOTHING)));
    cells.add(state(told.map(MemberStatus::state).orElse(UNKNOWN)));
    cells.add(Cell.of(live.map(l -> "0x" + Long.toHexString(l.zxid())).orElse(UNKNOWN)));
    cells.add(live.map(this::behind).orElse(Cell.of(UNKNOWN)));
    cells.add(Cell.of(live.map(MemberTable::latency).orElse(UNKNOWN)));
    cells.add(Cell.of(live.map(l -> Long.toString(l.connections())).orElse(UNKNOWN)));
    cells.add(disk(pod, live));
    cells.add(pod(pod));
    return cells;
  }

  private static Cell state(String state) {
    return Cell.of(state.equals(SYNCED) ? Tone.GOOD : Tone.WARNING, state);
  }

  /** In another epoch the numbers of the two count different things. */
  private Cell behind(LiveMember member) {
    var leader = facts.leader();
    if (leader.isEmpty()) {
      return Cell.of(UNKNOWN);
    }
    if (leader.get().epoch() != member.epoch()) {
      return Cell.of(Tone.WARNING, "other epoch");
    }
    return Cell.of(member.leads() ? NOTHING : Long.toString(member.behind(leader.get())));
  }

  private static String latency(LiveMember member) {
    return "%s/%s ms"
        .formatted(
            Amounts.number(member.latency().average()), Amounts.number(member.latency().max()));
  }

  private Cell disk(String pod, Optional<LiveMember> live) {
    var sizes = facts.volumes().getOrDefault(pod, VolumeSizes.UNKNOWN);
    return live.flatMap(l -> DiskUse.of(l, sizes))
        .map(use -> Cell.of(use.tone(), use.text()))
        .orElse(Cell.of(UNKNOWN));
  }

  private Cell pod(String name) {
    if (facts.pods().ifKnown().isEmpty()) {
      return Cell.of(UNKNOWN);
    }
    return facts
        .pod(name)
        .map(p -> Cell.of(p.runs() && p.ready() ? Tone.PLAIN : Tone.WARNING, p.text()))
        .orElse(Cell.of(Tone.BAD, "missing"));
  }

  /** Why question marks stand in the table, each reason once. */
  List<String> notes() {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    if (facts.pods() instanceof Probed.Unknown<Map<String, SeenPod>>(String why)) {
      reasons.computeIfAbsent(why, _ -> new ArrayList<>()).add("pods");
    }
    facts
        .live()
        .forEach((pod, probed) -> {
          if (probed instanceof Probed.Unknown<LiveMember>(String why)) {
            reasons.computeIfAbsent(why, _ -> new ArrayList<>()).add(pod);
          }
        });
    return reasons.entrySet().stream()
        .map(e -> "%s: %s".formatted(String.join(", ", e.getValue()), e.getKey()))
        .toList();
  }
}
