package dev.quorate.testing;

import dev.quorate.api.Condition;
import dev.quorate.api.LeaderStatus;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a resource says of itself, in words that fit into an assertion.
 *
 * @param conditions empty before there is a status
 * @param current whether it speaks of the present specification
 */
public record ToldStatus(List<Condition> conditions, boolean current) {

  /** The resource may be null: then it says nothing. */
  public static ToldStatus by(ZookeeperCluster resource) {
    if (resource == null || resource.getStatus() == null) {
      return new ToldStatus(List.of(), false);
    }
    var status = resource.getStatus();
    return new ToldStatus(
        status.conditions(),
        Objects.equals(status.observedGeneration(), resource.getMetadata().getGeneration()));
  }

  /** The condition as {@code True EnsembleReady}; empty before there is one. */
  public String condition(String type) {
    return find(conditions, type).map(ToldStatus::text).orElse("");
  }

  /** The same of a status that was kept. */
  public static String condition(ZookeeperClusterStatus status, String type) {
    return find(status.conditions(), type).map(ToldStatus::text).orElse("");
  }

  /** The changes of leader, the newest first, as {@code from -> to in epoch: cause}. */
  public static List<String> leaderHistory(ZookeeperClusterStatus status) {
    return status.leaderHistory().stream().map(ToldStatus::text).toList();
  }

  private static String text(LeaderStatus entry) {
    return "%s -> %s in %s: %s"
        .formatted(
            Objects.toString(entry.from(), "?"),
            Objects.toString(entry.to(), "?"),
            Objects.toString(entry.epoch(), "?"),
            entry.cause());
  }

  public String message(String type) {
    return find(conditions, type).map(Condition::message).orElse("");
  }

  /** Whether all of the present specification is in force. */
  public boolean isReady() {
    return current && condition("Ready").startsWith("True");
  }

  private static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }

  private static String text(Condition condition) {
    return condition.status() + " " + condition.reason();
  }
}
