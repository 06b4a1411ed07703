package dev.quorate.diagnosis;

import dev.quorate.diagnosis.Verdict.Found;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule that fires.
 *
 * @param member empty for the ensemble
 */
record Firing(Rule rule, Optional<MemberId> member, Instant since, Found found) {

  Level level() {
    return found.level().or(rule.level());
  }

  /**
   * @param sign what the member's log has to say about it
   */
  Problem problem(Names names, Optional<Firing> cause, Optional<LogSigns.Sign> sign) {
    var pod = member.map(names::pod);
    return new Problem(
        rule.id(),
        rule.name(),
        level(),
        pod,
        since,
        "%s %s (%s)".formatted(pod.orElse("the ensemble"), rule.advice().symptom(), evidence(sign)),
        rule.advice().remedy(),
        rule.advice().commandFor(names.namespace(), names.cluster(), pod.orElse(names.cluster())),
        rule.runbook(),
        cause.map(firing -> firing.rule().name()));
  }

  private String evidence(Optional<LogSigns.Sign> sign) {
    return sign.map(said -> found.evidence() + "; " + said.told()).orElse(found.evidence());
  }
}
