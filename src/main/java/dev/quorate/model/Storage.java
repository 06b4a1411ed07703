package dev.quorate.model;

import java.util.Optional;

/** Where the members keep their data. */
public sealed interface Storage {

  /**
   * A volume per member, kept across restarts.
   *
   * @param log a separate volume for the transaction log, when there is one
   */
  record Persistent(Volume data, Optional<Volume> log, Retention retention) implements Storage {}

  /** Data dies with the pod; the user has acknowledged that (hazard Z29). */
  record Ephemeral() implements Storage {}

  /**
   * One volume of a member.
   *
   * @param size Kubernetes quantity, for example {@code 10Gi}
   * @param storageClassName the cluster's default class when empty
   */
  record Volume(String size, Optional<String> storageClassName) {}

  /** What happens to volumes when the cluster is deleted and when a member leaves. */
  record Retention(Policy whenDeleted, Policy whenScaled) {}

  /** StatefulSet semantics of the same words. */
  enum Policy {
    RETAIN("Retain"),
    DELETE("Delete");

    private final String keyword;

    Policy(String keyword) {
      this.keyword = keyword;
    }

    public String keyword() {
      return keyword;
    }
  }
}
