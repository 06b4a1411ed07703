package dev.quorate.cli;

import dev.quorate.api.MemberStatus;
import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Do all members say themselves that one of them leads and all others are synced with it? */
final class PulseGate {
  private static final String FOLLOWER = "follower";
  private static final String OBSERVER = "observer";

  private final List<MemberStatus> members;
  private final Map<String, Probed<MemberPulse>> pulses;
  private final List<String> reasons = new ArrayList<>();

  private PulseGate(List<MemberStatus> members, Map<String, Probed<MemberPulse>> pulses) {
    this.members = members;
    this.pulses = pulses;
  }

  /**
   * Why there must be no load; empty when nothing speaks against it.
   *
   * @param members that there are, by the operator
   * @param pulses by the names of pods
   */
  static List<String> reasons(List<MemberStatus> members, Map<String, Probed<MemberPulse>> pulses) {
    var gate = new PulseGate(members, pulses);
    members.forEach(gate::member);
    gate.leader();
    return List.copyOf(gate.reasons);
  }

  private static Role role(MemberStatus member) {
    return member.id() == null ? Role.VOTER : new MemberId(member.id()).role();
  }

  private void member(MemberStatus member) {
    switch (pulses.get(member.name())) {
      case null -> reasons.add(member.name() + " was not asked: its pod does not run");
      case Probed.Unknown<MemberPulse>(String why) -> reasons.add(member.name() + ": " + why);
      case Probed.Known<MemberPulse>(MemberPulse pulse) -> part(member, pulse);
    }
  }

  private void part(MemberStatus member, MemberPulse pulse) {
    var wanted = role(member) == Role.OBSERVER ? OBSERVER : FOLLOWER;
    boolean isLeadingVoter = wanted.equals(FOLLOWER) && pulse.leads();
    if (!isLeadingVoter && !pulse.state().equals(wanted)) {
      reasons.add("%s says that it is %s".formatted(member.name(), pulse.state()));
    }
  }

  private void leader() {
    var leaders =
        pulses.entrySet().stream()
            .filter(e -> e.getValue().ifKnown().filter(MemberPulse::leads).isPresent())
            .toList();
    if (leaders.size() != 1) {
      reasons.add(
          leaders.isEmpty()
              ? "no member says that it leads"
              : "several members say that they lead: "
                  + String.join(", ", leaders.stream().map(Map.Entry::getKey).sorted().toList()));
      return;
    }
    var pulse = leaders.getFirst().getValue().ifKnown().orElseThrow();
    if (pulse.isAlone() && members.size() == 1) {
      return;
    }
    compare("followers", count(Role.VOTER) - 1, pulse.followers().orElse(-1));
    compare("observers", count(Role.OBSERVER), observers());
  }

  private long count(Role role) {
    return members.stream().filter(m -> role(m) == role).count();
  }

  private long observers() {
    return pulses.values().stream()
        .flatMap(probed -> probed.ifKnown().stream())
        .mapToLong(pulse -> pulse.observers().orElse(0))
        .sum();
  }

  private void compare(String whom, long wanted, long synced) {
    if (synced < 0) {
      reasons.add("the leader does not count its %s".formatted(whom));
    } else if (synced != wanted) {
      reasons.add("%d of %d %s are synced with the leader".formatted(synced, wanted, whom));
    }
  }
}
