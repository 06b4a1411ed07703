package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** One write to the world. Executed in the order of the plan; the first failure ends the pass. */
public sealed interface Action {

  /** Makes an object what it should be; nothing is sent when it already is. Disturbs nobody. */
  record Apply(HasMetadata desired) implements Action {}

  /** Makes the superuser Secret with a new random password; never replaces one that exists. */
  record CreateSuperuser() implements Action {}

  /** Writes a record onto a member's claim. */
  record AnnotateClaim(String claim, String uid, Map<String, String> annotations)
      implements Action {}

  /** Deletes an object of ours that nothing uses any more. */
  record Prune(String kind, String name, String uid) implements Action {}

  /**
   * Deletes a broken pod so that its StatefulSet makes it again. Disruptive: preceded by an
   * uncached read, and carries uid and resourceVersion (I8).
   */
  record DeletePod(
      MemberId member,
      String pod,
      String uid,
      String resourceVersion,
      Reason reason,
      String message)
      implements Action {}

  /** Whether the action can disturb a member. */
  default boolean isDisruptive() {
    return this instanceof DeletePod;
  }
}
