package dev.quorate.notify;

import dev.quorate.model.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is sent where, and for how long that is tried.
 *
 * @param tokenFile holds the bearer token; empty means that none is sent
 * @param queue events that wait to be sent, at most; the oldest give way
 * @param timeout of one attempt, answer included
 * @param attempts for one event, at most
 * @param longest how old an event may be when it is sent
 */
public record DeliveryTerms(
    WebhookAddress address,
    Optional<Path> tokenFile,
    Types types,
    int queue,
    Duration timeout,
    int attempts,
    Duration longest) {

  /** Which events are sent. */
  public enum Types {
    WARNING,
    ALL
  }

  boolean wants(Reason reason) {
    return types == Types.ALL || reason.severity() == Reason.Severity.WARNING;
  }
}
