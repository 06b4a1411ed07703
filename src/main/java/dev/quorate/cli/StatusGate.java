package dev.quorate.cli;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.MemberStatus;
import dev.quorate.api.ProblemStatus;
import dev.quorate.api.QuorumStatus;
import dev.quorate.api.RolloutStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.Probed;
import dev.quorate.status.ConditionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Does anything that Kubernetes and the operator tell speak against load? What is not told, or by
 * an operator that cannot be believed, does.
 */
final class StatusGate {
  private static final String SYNCED = "Synced";

  private final ClusterFacts facts;
  private final List<String> reasons = new ArrayList<>();

  private StatusGate(ClusterFacts facts) {
    this.facts = facts;
  }

  /** Why there must be no load, what explains most first; empty when nothing speaks against it. */
  static List<String> reasons(ClusterFacts facts, OperatorHealth operator) {
    var gate = new StatusGate(facts);
    gate.resource();
    gate.reasons.addAll(operator.troubles());
    gate.reasons.addAll(operator.notes());
    if (operator.troubles().isEmpty()) {
      facts.status().ifPresent(gate::generation);
    }
    facts.status().ifPresentOrElse(gate::status, gate::nothingTold);
    gate.pods();
    return List.copyOf(gate.reasons);
  }

  private void resource() {
    if (facts.resource().getMetadata().getDeletionTimestamp() != null) {
      reasons.add(facts.name() + " is being deleted");
    }
  }

  private void nothingTold() {
    reasons.add("the operator has told nothing about it yet");
  }

  private void status(ZookeeperClusterStatus status) {
    facts.problems().stream().filter(LevelTone::isSerious).map(StatusGate::text).forEach(this::add);
    Arrays.stream(ConditionType.values()).forEach(this::condition);
    facts.blocked().stream().map(StatusGate::text).forEach(this::add);
    rollout(status.rollout());
    quorum(status.quorum());
    facts.members().forEach(this::member);
  }

  private void add(String reason) {
    reasons.add(reason);
  }

  /** Whatever has been changed will be done next, perhaps by restarting members. */
  private void generation(ZookeeperClusterStatus status) {
    var wanted = facts.resource().getMetadata().getGeneration();
    if (!Objects.equals(wanted, status.observedGeneration())) {
      add(
          "status is about generation %s and the specification is generation %s: the operator has yet to look at the latest change"
              .formatted(status.observedGeneration(), wanted));
    }
  }

  private static String text(ProblemStatus problem) {
    return "%s %s%s"
        .formatted(
            problem.level(),
            problem.rule(),
            problem.member() == null ? "" : " of " + problem.member());
  }

  private static String text(BlockedStatus blocked) {
    return "the operator waits: %s%s, %s"
        .formatted(
            blocked.reason(),
            blocked.member() == null ? "" : " of " + blocked.member(),
            blocked.message());
  }

  private void condition(ConditionType type) {
    if (type == ConditionType.SPEC_WARNINGS) {
      return;
    }
    facts
        .condition(type.text())
        .ifPresentOrElse(this::condition, () -> add("status has no condition " + type.text()));
  }

  private void condition(Condition condition) {
    if (!ConditionTone.isGood(condition)) {
      add("%s is %s: %s".formatted(condition.type(), condition.status(), condition.reason()));
    }
  }

  private void rollout(RolloutStatus rollout) {
    if (rollout == null || !Objects.equals(rollout.updated(), rollout.total())) {
      add(
          rollout == null
              ? "status does not tell whether members are being changed"
              : "%s of %s members run the configuration that is wanted"
                  .formatted(rollout.updated(), rollout.total()));
    } else if (rollout.member() != null) {
      add(rollout.member() + " is being changed");
    }
  }

  private void quorum(QuorumStatus quorum) {
    if (quorum == null || quorum.leader() == null) {
      add("status names no leader");
    } else if (!Objects.equals(quorum.synced(), quorum.voters())) {
      add("%s of %s voters are synced".formatted(quorum.synced(), quorum.voters()));
    }
  }

  private void member(MemberStatus member) {
    if (!SYNCED.equals(member.state()) || !Boolean.TRUE.equals(member.ready())) {
      add("%s is %s".formatted(member.name(), Objects.toString(member.state(), "in no state")));
    }
  }

  private void pods() {
    switch (facts.pods()) {
      case Probed.Unknown<Map<String, SeenPod>>(String why) ->
          add("its pods are not known: " + why);
      case Probed.Known<Map<String, SeenPod>>(Map<String, SeenPod> pods) ->
          facts.memberNames().forEach(name -> pod(name, Optional.ofNullable(pods.get(name))));
    }
  }

  private void pod(String name, Optional<SeenPod> pod) {
    if (pod.isEmpty()) {
      add(name + " has no pod");
    } else if (!pod.get().runs() || !pod.get().ready()) {
      add("the pod of %s: %s".formatted(name, pod.get().text()));
    } else if (facts.members().stream().noneMatch(m -> name.equals(m.name()))) {
      add("status does not tell anything of " + name);
    }
  }
}
