package dev.quorate.status;

import dev.quorate.api.Condition;
import dev.quorate.model.Reason;
import dev.quorate.status.DiagnosisCondition.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All conditions of one pass. They are made for tools that know nothing of ZooKeeper (kstatus,
 * kubectl wait): of Ready, Reconciling, Stalled and Paused exactly one is True at any time.
 */
final class Conditions {
  private final Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);

  private Conditions() {}

  /**
   * @param diagnosis which decides about none of the others
   */
  static Conditions of(Situation situation, Verdict diagnosis) {
    var quorum = QuorumCondition.judge(situation);
    var membership = MembershipCondition.judge(situation);
    var upToDate = UpToDateCondition.judge(situation);
    var stalled = StalledCondition.judge(situation);
    var ready =
        ReadyCondition.judge(
            situation, new ReadyCondition.Findings(quorum, membership, upToDate, stalled));
    var conditions = new Conditions();
    conditions.put(ConditionType.READY, stalled.holds() ? notReady(ready, stalled) : ready);
    conditions.put(ConditionType.QUORUM_AVAILABLE, quorum);
    conditions.put(ConditionType.DEGRADED, DegradedCondition.judge(situation, quorum));
    conditions.put(ConditionType.MEMBERSHIP_IN_SYNC, membership);
    conditions.put(ConditionType.UP_TO_DATE, upToDate);
    conditions.put(ConditionType.PAUSED, paused(situation));
    conditions.put(ConditionType.RECONCILING, reconciling(situation, ready, stalled));
    conditions.put(ConditionType.STALLED, stalled);
    conditions.verdicts.put(ConditionType.DIAGNOSIS_CLEAR, diagnosis);
    SpecWarnings.judge(situation).ifPresent(w -> conditions.put(ConditionType.SPEC_WARNINGS, w));
    return conditions;
  }

  private void put(ConditionType type, Judgement judgement) {
    verdicts.put(type, Verdict.of(judgement));
  }

  private static Judgement notReady(Judgement ready, Judgement stalled) {
    return ready.holds() ? Judgement.no(stalled.reason(), stalled.message()) : ready;
  }

  private static Judgement paused(Situation situation) {
    if (situation.ensemble().isEmpty()) {
      return Judgement.unknown(Reason.INVALID_SPEC, "");
    }
    return situation.isPaused()
        ? Judgement.yes(Reason.PAUSED, "spec.paused is true: nothing is changed")
        : Judgement.asExpected();
  }

  private static Judgement reconciling(Situation situation, Judgement ready, Judgement stalled) {
    return ready.holds() || stalled.holds() || situation.isPaused()
        ? Judgement.asExpected()
        : Judgement.yes(ready.reason(), ready.message());
  }

  /**
   * @param previous conditions of the last status; only their times are used, and only while the
   *     status is the same
   */
  List<Condition> asList(List<Condition> previous, long generation, Instant now) {
    return verdicts.entrySet().stream()
        .map(e -> condition(e.getKey(), e.getValue(), previous, generation, now))
        .toList();
  }

  private static Condition condition(
      ConditionType type, Verdict verdict, List<Condition> previous, long generation, Instant now) {
    String status = verdict.truth().text();
    return new Condition(
        type.text(),
        status,
        verdict.reason(),
        BoundedText.of(verdict.message()),
        since(type, status, previous).orElseGet(() -> Timestamp.of(now)),
        generation);
  }

  private static Optional<String> since(
      ConditionType type, String status, List<Condition> previous) {
    return previous.stream()
        .filter(c -> type.text().equals(c.type()) && status.equals(c.status()))
        .map(Condition::lastTransitionTime)
        .filter(time -> time != null)
        .findFirst();
  }
}
