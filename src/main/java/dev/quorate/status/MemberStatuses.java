package dev.quorate.status;

import dev.quorate.api.MemberStatus;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.ServerFacts.Mode;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.plan.MemberHealth;
import java.util.List;

/** How is each member, in the order of their ids? */
final class MemberStatuses {
  private MemberStatuses() {}

  static List<MemberStatus> of(Situation situation) {
    return situation.health().values().stream().map(h -> of(situation, h)).toList();
  }

  private static MemberStatus of(Situation situation, MemberHealth health) {
    var serving = situation.state().member(health.id()).serving();
    boolean ready = situation.isReady(health.id());
    return new MemberStatus(
        situation.name(health.id()),
        health.id().value(),
        serving.map(Serving::mode).map(MemberStatuses::role).orElse(null),
        MemberState.textOf(health.reason()),
        serving.map(Serving::version).orElse(null),
        situation.pod(health.id()).flatMap(PodFacts::revision).orElse(null),
        ready,
        ready ? null : BoundedText.of(situation.awaited(health.id())));
  }

  private static String role(Mode mode) {
    return switch (mode) {
      case LEADER -> "Leader";
      case FOLLOWER -> "Follower";
      case OBSERVER -> "Observer";
      case STANDALONE -> "Standalone";
      case READ_ONLY -> "ReadOnly";
    };
  }
}
