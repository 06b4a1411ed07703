package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What the ensemble shall be.
 *
 * @param unreadable values of the wrong type, each as path, colon and complaint; null when there
 *     are none. Not part of the CRD: {@link SpecReader} fills it in, and it survives copies.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonDeserialize(using = SpecReader.class)
@ValidationRule(
    value = "has(self.storage)",
    message =
        "storage: is missing, so nothing says where data lives; write storage: {data: {size:"
            + " 10Gi}}, or type: Ephemeral with acknowledgeDataLoss: true for tests")
public record ZookeeperClusterSpec(
    @JsonPropertyDescription(
            "ZooKeeper version that the members run. It decides image, configuration and guard rails."
                + " Lines 3.8 and 3.9; releases with known data loss are refused. Default 3.9.5.")
        @Default("3.9.5")
        @Size(max = 16)
        @Change(Cost.ROLLING_RESTART)
        String version,
    @JsonPropertyDescription(
            "Full image reference, a digest is allowed. Default:"
                + " docker.io/library/zookeeper:<version>, unmodified. The image must hold the"
                + " ZooKeeper of spec.version and bash.")
        @Size(min = 1, max = 512)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9][A-Za-z0-9._:/@-]*$')",
            message =
                "image: not an image reference; write for example"
                    + " docker.io/library/zookeeper:3.9.5")
        @Change(Cost.ROLLING_RESTART)
        String image,
    @JsonPropertyDescription(
            "Number of voters: 1, 3, 5, 7 or 9. Default 3. 3 voters survive the loss of one, 5 the"
                + " loss of two.")
        @Default("3")
        @Min(1)
        @Max(9)
        @ValidationRule(
            value = "self % 2 == 1",
            message =
                "replicas: must be 1, 3, 5, 7 or 9, because an even number tolerates no more"
                    + " failures than one less; write 3 or 5 instead of 4")
        @Change(Cost.MEMBERSHIP_CHANGE)
        Integer replicas,
    @JsonPropertyDescription(
            "Members that follow without a vote; they serve reads and never slow down writes.")
        ObserversSpec observers,
    @JsonPropertyDescription(
            "zoo.cfg keys and their values, for example tickTime: \"2000\" (milliseconds). Keys"
                + " that the operator owns or that endanger data are refused; keys that no"
                + " ZooKeeper knows are reported and not written. Default: none.")
        @Size(max = 100)
        @Change(Cost.ROLLING_RESTART)
        Map<String, String> config,
    @JsonPropertyDescription("The servers' Java virtual machine.") JvmSpec jvm,
    @JsonPropertyDescription("What the members log, to standard output.") LoggingSpec logging,
    @JsonPropertyDescription("Where the members keep their data.") StorageSpec storage,
    @JsonPropertyDescription("The Service <name>-client that clients connect to, port 2181.")
        ClientServiceSpec clientService,
    @JsonPropertyDescription("The members' pods.") PodSettingsSpec pod,
    @JsonPropertyDescription("How changes reach the running members.") RolloutSpec rollout,
    @JsonPropertyDescription("What counts as a problem of this ensemble.") DiagnosisSpec diagnosis,
    @JsonPropertyDescription(
            "true: the operator touches nothing and keeps reporting. Default false.")
        @Change(Cost.NOTHING)
        Boolean paused,
    List<String> unreadable) {

  /** The same with the names of values that could not be read. */
  ZookeeperClusterSpec withUnreadable(List<String> values) {
    return new ZookeeperClusterSpec(
        version,
        image,
        replicas,
        observers,
        config,
        jvm,
        logging,
        storage,
        clientService,
        pod,
        rollout,
        diagnosis,
        paused,
        List.copyOf(values));
  }
}
