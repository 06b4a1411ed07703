package dev.quorate.validation;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * Turns the resource into a checked {@link dev.quorate.model.Ensemble}, or says everything that is
 * wrong with it. Pure and total: it never throws, whatever an old CRD let through.
 */
public final class EnsembleValidator {
  private static final List<Rule> RULES =
      List.of(
          ReadableRule::isReadable,
          NameRules::fits,
          NameRules::isDnsLabel,
          VersionRules::isRelease,
          VersionRules::isNotBlocked,
          VersionRules::isOfAKnownLine,
          VersionRules::isNotTooOld,
          VersionRules::isReachable,
          VersionRules::isKnownToBeSound,
          ImageRules::isReference,
          SizeRules::votersAreOddAndFew,
          SizeRules::observersFit,
          ConfigKeyRules::areNotTooMany,
          ConfigKeyRules::areWellFormed,
          ConfigKeyRules::areNotRefused,
          ConfigKeyRules::areKnown,
          ConfigValueRules::areReadable,
          ConfigValueRules::areNotRefused,
          ConfigValueRules::followersGetTimeToSync,
          ConfigValueRules::sessionTimeoutsAreOrdered,
          ConfigValueRules::oldFilesArePurged,
          ConfigValueRules::bigRequestsAreDeliberate,
          ConfigValueRules::observersFindTheirMastersAgain,
          JvmOptionRules::areFewAndShort,
          JvmOptionRules::areOptions,
          JvmOptionRules::leaveTheHeapAlone,
          JvmOptionRules::leaveZooKeeperAlone,
          JvmOptionRules::leaveTheOperatorsAlone,
          MemoryRules::heapIsAQuantity,
          MemoryRules::quantitiesAreReadable,
          MemoryRules::limitIsEnoughForAServer,
          MemoryRules::heapFitsIntoTheLimit,
          MemoryRules::requestsFitIntoLimits,
          LoggerRules::areNames,
          StorageRules::isGiven,
          StorageRules::hasAVolume,
          StorageRules::lossIsAcknowledged,
          StorageRules::ephemeralHasNoVolumes,
          StorageRules::volumesAreLargeEnough,
          StorageRules::classesAreNames,
          MetadataRules::ofTheService,
          MetadataRules::ofThePods,
          PodRules::stopsInReasonableTime,
          PodRules::toleratesRealEffects,
          PodRules::listsAreShort,
          PodRules::namesAreNames,
          PodRules::nodesCanMatch,
          PodRules::templateLeavesTheOperatorsAlone,
          ThresholdRules::areOfRules,
          ProbeRules::intervalIsInRange,
          RolloutRules::timesAreInRange,
          RolloutRules::restartMarkIsShort,
          RolloutRules::planMarkIsTrueOrFalse,
          WindowRules::areFew,
          WindowRules::openAndCloseAtKnownTimes);

  private final Tables tables;

  public EnsembleValidator(Tables tables) {
    this.tables = tables;
  }

  /** Checks a resource. */
  public Validated validate(ZookeeperCluster cluster, Circumstances circumstances) {
    var subject =
        new Subject(
            Absent.or(cluster.getMetadata(), new ObjectMeta()),
            FilledSpec.of(cluster.getSpec()),
            circumstances.defaults(),
            tables,
            circumstances.running());
    var findings = new Findings();
    RULES.forEach(rule -> rule.check(subject, findings));
    return findings.refused()
        ? new Validated.Refused(findings.refusals())
        : new Validated.Accepted(EnsembleOf.accepted(subject), findings.warnings());
  }
}
