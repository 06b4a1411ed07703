package dev.quorate.facts;

/**
 * What Kubernetes said last in an event of what keeps a member from having a pod that runs.
 *
 * @param reason its word, for example {@code FailedCreate}
 * @param message its sentence
 */
public record Complaint(String reason, String message) {}
