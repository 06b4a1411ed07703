package dev.quorate.cli;

import dev.quorate.api.MemberStatus;
import dev.quorate.api.RolloutSpec;
import dev.quorate.api.ZookeeperClusterSpec;
import java.util.List;
import java.util.Optional;

/** What will happen when members are restarted or replaced, and what may keep it from happening. */
final class WishScreen {
  private final ClusterFacts facts;
  private final MemberChoice members;
  private final Page page;

  WishScreen(ClusterFacts facts, Ink ink) {
    this.facts = facts;
    this.members = new MemberChoice(facts);
    this.page = new Page(ink);
  }

  List<String> restartAll() {
    int count = facts.members().size();
    if (facts.members().stream().map(MemberStatus::name).anyMatch(members::isOnlyVoter)) {
      page.prose("", "The only voter of %s restarts; nobody serves meanwhile.".formatted(name()));
    } else {
      page.prose(
          "",
          "The %d members of %s restart one after the other, each when all others are synced, the leader%s last. That costs one election."
              .formatted(count, name(), leader()));
    }
    return obstacles();
  }

  List<String> restart(String pod) {
    page.prose(
        "",
        members.isOnlyVoter(pod)
            ? "%s is the only voter; when it restarts, nobody serves meanwhile.".formatted(pod)
            : "%s restarts when all other members are synced.%s"
                .formatted(
                    pod, members.leads(pod) ? " It leads, so that costs one election." : ""));
    return obstacles();
  }

  List<String> replace(String pod) {
    if (members.isOnlyVoter(pod)) {
      throw new Refused(
          "%s is the only voter, so its volume has the only copy of the data: set spec.replicas to 3 first."
              .formatted(pod));
    }
    page.prose(
        "",
        "%s leaves the ensemble when all others are synced; its volumes are deleted with what is on them, and it joins again on new ones with a copy of the leader's data.%s"
            .formatted(pod, members.leads(pod) ? " It leads, so that costs one election." : ""));
    return obstacles();
  }

  private String name() {
    return facts.name();
  }

  private String leader() {
    return facts
        .status()
        .map(s -> s.quorum())
        .map(q -> q.leader())
        .map(pod -> " (%s)".formatted(pod))
        .orElse("");
  }

  private List<String> obstacles() {
    var specification = Optional.ofNullable(facts.resource().getSpec());
    var rollout = specification.map(ZookeeperClusterSpec::rollout);
    if (specification.map(ZookeeperClusterSpec::paused).orElse(false)) {
      page.prose("", "It waits: the cluster is paused (spec.paused).");
    }
    if (rollout.map(RolloutSpec::paused).orElse(false)) {
      page.prose("", "It may wait: rollouts are paused (spec.rollout.paused).");
    }
    if (rollout.map(RolloutSpec::windows).filter(windows -> !windows.isEmpty()).isPresent()) {
      page.prose("", "It waits for a maintenance window (spec.rollout.windows).");
    }
    if (PlanScreen.asksForApproval(facts)) {
      page.prose(
          "", "It waits for your approval: " + new Hint(facts.namespace(), facts.name()).plan());
    }
    return page.all();
  }
}
