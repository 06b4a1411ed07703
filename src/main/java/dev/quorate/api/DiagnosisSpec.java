package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What counts as a problem of this ensemble. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DiagnosisSpec(
    @JsonPropertyDescription(
            "Other thresholds by the name of the rule, for example SlowLogDisk: 50; what is more than"
                + " the threshold is a problem. Default: those of the operator"
                + " (docs/diagnosis.md).")
        @Size(max = 50)
        @ValidationRule(
            value = "self.all(k, k in [" + THRESHOLDS + "])",
            message =
                "diagnosis.thresholds: names something that is no rule with a number; write for"
                    + " example SlowLogDisk: 50, the rules are in docs/diagnosis.md")
        @ValidationRule(
            value = "self.all(k, self[k] >= 0.0 && (self[k] < 100.0 || !(k in [" + SHARES + "])))",
            message =
                "diagnosis.thresholds: has a number below 0, or a share of 100 % or more; write for"
                    + " example DiskFilling: 80")
        @Change(Cost.NOTHING)
        Map<String, Double> thresholds,
    @JsonPropertyDescription("Requests that measure the members from outside.")
        PerformanceProbeSpec performanceProbe) {

  /** Rules that compare a share with a threshold in percent. */
  public static final String SHARES =
      "'DiskFilling', 'FileDescriptors', 'HeapPressure', 'ZxidRollOver'";

  /** Rules that compare a number with a threshold. */
  public static final String THRESHOLDS =
      SHARES
          + ", 'AuthFailures', 'ConnectionChurn', 'ConnectionImbalance', 'ConnectionLimit',"
          + " 'ContainerRestarted', 'DataDivergence', 'DataTooLarge', 'EphemeralSurge',"
          + " 'LaggingMember', 'LeaderFlapping', 'LongPauses', 'OversizeData', 'PendingSyncs', 'ProbeSlow',"
          + " 'QuotaNearlyUsed', 'RequestQueue', 'SessionsExpiring', 'SlowElection', 'SlowLogDisk', 'SlowReads',"
          + " 'SlowSnapshots', 'SlowSync', 'SlowWrites', 'SyncLoops', 'ThrottlingActive',"
          + " 'TooManyNodes', 'TooManyWatches', 'UnrecoverableError', 'WatchStorm'";
}
