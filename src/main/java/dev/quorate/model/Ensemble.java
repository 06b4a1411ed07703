package dev.quorate.model;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a user asked for, checked and complete: every default is filled in, every rule holds. The
 * only form in which the rest of the operator sees a specification.
 *
 * @param image full image reference
 * @param voters how many members vote; odd, 1 to 9
 * @param config zoo.cfg keys that the user set, none of them owned by the operator
 * @param thresholds of the diagnosis that differ from the operator's, by the name of the rule
 * @param probeInterval between two rounds of the performance probe; empty while it is off
 * @param restartAt value of the restart annotation, which is part of the revision
 * @param approval whether somebody has to approve what lies ahead
 */
public record Ensemble(
    Names names,
    Owner owner,
    ZooKeeperVersion version,
    String image,
    int voters,
    Observers observers,
    SortedMap<String, String> config,
    Jvm jvm,
    Logging logging,
    Storage storage,
    ClientService clientService,
    PodSettings pod,
    Rollout rollout,
    SortedMap<String, Double> thresholds,
    Optional<Duration> probeInterval,
    boolean paused,
    Optional<String> restartAt,
    Approval approval) {

  /** The resource that owns every object of the cluster. */
  public record Owner(String apiVersion, String kind, String name, String uid, long generation) {}

  /** Members that follow without a vote. */
  public record Observers(int replicas, Optional<Storage> storage, Optional<PodSettings> pod) {}

  /** How and when members are changed; seconds. */
  public record Rollout(
      boolean paused,
      int canarySoakSeconds,
      int progressDeadlineSeconds,
      MaintenanceWindows windows) {}

  /** The ids of all voters that the user wants. */
  public SortedSet<MemberId> voterIds() {
    return ids(Role.VOTER, voters);
  }

  /** The ids of all observers that the user wants. */
  public SortedSet<MemberId> observerIds() {
    return ids(Role.OBSERVER, observers.replicas());
  }

  /** The ids of all members of a role that the user wants. */
  public SortedSet<MemberId> wanted(Role role) {
    return role == Role.OBSERVER ? observerIds() : voterIds();
  }

  /** The same ensemble, with the storage and the pod settings of the members of a role. */
  public Ensemble as(Role role) {
    return role == Role.VOTER
        ? this
        : new Ensemble(
            names,
            owner,
            version,
            image,
            voters,
            observers,
            config,
            jvm,
            logging,
            observers.storage().orElse(storage),
            clientService,
            observers.pod().orElse(pod),
            rollout,
            thresholds,
            probeInterval,
            paused,
            restartAt,
            approval);
  }

  /** The same ensemble, with nothing that only delays a change. */
  public Ensemble undelayed() {
    return new Ensemble(
        names,
        owner,
        version,
        image,
        voters,
        observers,
        config,
        jvm,
        logging,
        storage,
        clientService,
        pod,
        new Rollout(false, 0, rollout.progressDeadlineSeconds(), MaintenanceWindows.ALWAYS),
        thresholds,
        probeInterval,
        false,
        restartAt,
        Approval.NOT_ASKED);
  }

  private static SortedSet<MemberId> ids(Role role, int count) {
    return new TreeSet<>(MemberId.between(role, 0, count));
  }
}
