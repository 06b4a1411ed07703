package dev.quorate.diagnosis;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person is told. The text stays the same as long as the problem does.
 *
 * @param rule its id, for example {@code D11}
 * @param reason the rule's name, for example {@code SlowLogDisk}
 * @param member the pod that it is about; empty for the ensemble
 * @param since when it was seen first
 * @param message the cause in plain words, with the evidence
 * @param remedy what puts it right
 * @param command what to run next
 * @param runbook where it is explained
 * @param consequenceOf reason of the problem that explains this one; empty for a cause
 */
public record Problem(
    String rule,
    String reason,
    Level level,
    Optional<String> member,
    Instant since,
    String message,
    String remedy,
    String command,
    String runbook,
    Optional<String> consequenceOf) {}
