package dev.quorate.plan;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.VolumeFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      implements Action {

    /** Of exactly the pod that was seen. */
    static DeletePod of(MemberId member, PodFacts pod, Reason reason, String message) {
      return new DeletePod(member, pod.name(), pod.uid(), pod.resourceVersion(), reason, message);
    }
  }

  /**
   * Ends a pod that may serve, so that its StatefulSet makes it anew, unless the disruption budget
   * objects.
   *
   * @param outage whether nobody serves meanwhile
   */
  record EvictPod(
      MemberId member,
      String pod,
      String uid,
      String resourceVersion,
      boolean outage,
      String message)
      implements Action {

    /** Of exactly the pod that was seen. */
    static EvictPod of(MemberId member, PodFacts pod, boolean outage, String message) {
      return new EvictPod(member, pod.name(), pod.uid(), pod.resourceVersion(), outage, message);
    }
  }

  /**
   * Changes the committed configuration, if it is still the one that the plan was made from (I3).
   *
   * @param member who joins or leaves
   * @param from the configuration that was read
   * @param through who is asked to do it, as {@code host:port}
   */
  record Reconfigure(
      MemberId member,
      MembershipChange change,
      QuorumConfig from,
      List<String> through,
      String message)
      implements Action {}

  /**
   * Makes one more pod for a member that shall join; nobody is disturbed by it.
   *
   * @param set the StatefulSet with one replica more
   */
  record AddPod(MemberId member, StatefulSet set, String message) implements Action {}

  /**
   * Takes away the pods of members that have left, after a real write has committed without them
   * (I5, hazard Z12).
   *
   * @param members whose pods go, none of which the committed configuration names
   * @param fence what has to be committed before, when one of them may have been promised a vote
   * @param set the StatefulSet with fewer replicas
   * @param through who takes the write, as {@code host:port}
   */
  record RemovePods(
      List<MemberId> members,
      Optional<Reconfigure> fence,
      StatefulSet set,
      List<String> through,
      String message)
      implements Action {
    public RemovePods {
      members = List.copyOf(members);
    }
  }

  /**
   * Lets a claim ask for more; its volume grows while its pod runs.
   *
   * @param from what it has asked for
   * @param remedy what to write or do when that is refused
   */
  record GrowClaim(
      String claim, String uid, String resourceVersion, String from, String to, String remedy)
      implements Action {}

  /**
   * Deletes a StatefulSet and leaves its pods and claims as they are, because its claim templates
   * cannot be changed. The next pass finds none and makes it again, and it takes them over.
   */
  record OrphanPods(String set, String uid, String resourceVersion, String message)
      implements Action {}

  /**
   * Deletes the claims and the pod of a member that has left, after a real write has committed
   * without it (I5), so that its StatefulSet makes them again.
   *
   * @param volumes all that it has
   * @param through who takes the write, as {@code host:port}
   */
  record ReplaceVolumes(
      String pod,
      String uid,
      String resourceVersion,
      List<VolumeFacts> volumes,
      List<String> through,
      String message)
      implements Action {
    public ReplaceVolumes {
      volumes = List.copyOf(volumes);
    }
  }

  /** Whether a pass may do only one of these, and only after one more look at the world (I8). */
  default boolean isDisruptive() {
    return switch (this) {
      case DeletePod _,
          EvictPod _,
          Reconfigure _,
          AddPod _,
          RemovePods _,
          ReplaceVolumes _,
          GrowClaim _,
          OrphanPods _ ->
          true;
      case Apply _, CreateSuperuser _, AnnotateClaim _, Prune _ -> false;
    };
  }
}
