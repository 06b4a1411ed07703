package dev.quorate.cli;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.LeaderStatus;
import dev.quorate.api.PlanStatus;
import dev.quorate.api.ProblemStatus;
import dev.quorate.api.QuorumStatus;
import dev.quorate.api.RolloutStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.status.ConditionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One cluster on one screen: how it is, who its members are, what is wrong, what is awaited. */
final class ClusterScreen {
  private static final String INDENT = "  ";

  private final ClusterFacts facts;
  private final Hint hint;
  private final Page page;

  private ClusterScreen(ClusterFacts facts, Ink ink) {
    this.facts = facts;
    this.hint = new Hint(facts.namespace(), facts.name());
    this.page = new Page(ink);
  }

  static List<String> of(ClusterFacts facts, Ink ink) {
    return new ClusterScreen(facts, ink).lines();
  }

  private List<String> lines() {
    headline();
    conditions();
    members();
    problems();
    awaited();
    rollout();
    plan();
    return page.all();
  }

  private void headline() {
    List<String> parts = new ArrayList<>();
    parts.add(page.ink().strong(facts.name()) + " in " + facts.namespace());
    parts.add(ready());
    facts
        .status()
        .map(ZookeeperClusterStatus::version)
        .ifPresent(version -> parts.add("ZooKeeper " + version));
    facts
        .status()
        .map(ZookeeperClusterStatus::quorum)
        .map(QuorumStatus::summary)
        .ifPresent(summary -> parts.add("quorum " + summary));
    parts.add(leader());
    page.line(String.join("   ", parts));
    facts
        .status()
        .map(ZookeeperClusterStatus::endpoint)
        .ifPresent(endpoint -> page.line("clients connect to " + endpoint));
    if (facts.status().isEmpty()) {
      page.prose("", "The operator has not written a status yet; " + hint.doctor() + " says why.");
    }
  }

  private String ready() {
    return facts
        .condition(ConditionType.READY.text())
        .map(c ->
            page.ink()
                .paint(
                    ConditionTone.of(c),
                    ConditionTone.isGood(c) ? "ready" : "not ready: " + c.reason()))
        .orElse(page.ink().paint(Tone.WARNING, "no status"));
  }

  private String leader() {
    var now =
        facts.status().map(ZookeeperClusterStatus::quorum).map(QuorumStatus::leader).orElse(null);
    if (now == null) {
      return page.ink().paint(Tone.BAD, "no leader");
    }
    Optional<LeaderStatus> latest =
        facts
            .status()
            .map(ZookeeperClusterStatus::leaderHistory)
            .filter(history -> !history.isEmpty())
            .map(List::getFirst)
            .filter(change -> Objects.equals(change.to(), now));
    return "leader "
        + now
        + latest.map(change -> " for " + Amounts.since(change.time(), facts.now())).orElse("");
  }

  /** Those that are not as they should be; problems are told below anyway. */
  private void conditions() {
    var bad =
        facts.conditions().stream()
            .filter(c -> !ConditionTone.isGood(c))
            .filter(c ->
                facts.problems().isEmpty()
                    || !ConditionType.DIAGNOSIS_CLEAR.text().equals(c.type()))
            .toList();
    if (facts.conditions().isEmpty()) {
      return;
    }
    page.gap();
    if (bad.isEmpty()) {
      page.line("All conditions are as they should be.");
    }
    var told = new ArrayList<String>();
    bad.forEach(c -> condition(c, told));
  }

  private void condition(Condition condition, List<String> told) {
    page.line(
        "%s is %s: %s, for %s"
            .formatted(
                page.ink().paint(ConditionTone.of(condition), condition.type()),
                condition.status(),
                condition.reason(),
                Amounts.since(condition.lastTransitionTime(), facts.now())));
    String message = Objects.toString(condition.message(), "");
    if (!message.isEmpty() && !told.contains(message)) {
      told.add(message);
      page.prose(INDENT, message);
    }
  }

  private void members() {
    var table = new MemberTable(facts);
    page.gap();
    if (table.isEmpty()) {
      page.line("There are no members yet.");
      return;
    }
    page.lines(table.lines(page.ink()));
    table.notes().forEach(note -> page.prose("", note));
    facts.members().stream()
        .filter(m -> m.message() != null && !m.message().isEmpty())
        .forEach(m -> page.prose(INDENT, m.name() + ": " + m.message()));
  }

  private void problems() {
    if (facts.problems().isEmpty()) {
      return;
    }
    page.section("PROBLEMS");
    facts.problems().forEach(this::problem);
    page.line("What to do: " + hint.doctor());
  }

  private void problem(ProblemStatus problem) {
    String about = problem.member() == null ? "" : " of " + problem.member();
    String cause = problem.causedBy() == null ? "" : ", because of " + problem.causedBy();
    page.line(
        "%s%s%s, for %s%s"
            .formatted(
                INDENT,
                page.ink().paint(LevelTone.of(problem), problem.level() + " " + problem.rule()),
                about,
                Amounts.since(problem.since(), facts.now()),
                cause));
  }

  private void awaited() {
    if (facts.blocked().isEmpty()) {
      return;
    }
    page.section("THE OPERATOR WAITS");
    facts.blocked().forEach(this::blocked);
  }

  private void blocked(BlockedStatus blocked) {
    String about = blocked.member() == null ? "" : " of " + blocked.member();
    page.line(
        "%s%s%s, for %s"
            .formatted(
                INDENT,
                page.ink().paint(Tone.WARNING, blocked.reason()),
                about,
                Amounts.since(blocked.since(), facts.now())));
    page.prose(INDENT + INDENT, Objects.toString(blocked.message(), ""));
  }

  private void rollout() {
    facts
        .status()
        .map(ZookeeperClusterStatus::rollout)
        .filter(ClusterScreen::isUnderWay)
        .ifPresent(this::rollout);
  }

  /** Without a reason, members are missing rather than outdated. */
  private static boolean isUnderWay(RolloutStatus rollout) {
    return rollout.reason() != null && !Objects.equals(rollout.updated(), rollout.total());
  }

  private void rollout(RolloutStatus rollout) {
    page.section("ROLLOUT");
    String member = rollout.member() == null ? "" : ", now " + rollout.member();
    page.line(
        "%s%s of %s members run revision %s%s: %s, for %s"
            .formatted(
                INDENT,
                rollout.updated(),
                rollout.total(),
                rollout.revision(),
                member,
                rollout.reason(),
                Amounts.since(rollout.startedAt(), facts.now())));
  }

  private void plan() {
    facts.plan().ifPresent(this::plan);
  }

  private void plan(PlanStatus plan) {
    page.section("PLAN");
    int more = plan.more() == null ? 0 : plan.more();
    int steps = (plan.steps() == null ? 0 : plan.steps().size()) + more;
    page.line(
        "%s%s: %s, %s to go; see %s"
            .formatted(
                INDENT,
                plan.hash(),
                plan.approval(),
                steps == 1 ? "1 step" : steps + " steps",
                hint.plan()));
  }
}
