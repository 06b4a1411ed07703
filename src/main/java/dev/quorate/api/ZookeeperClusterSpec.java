package dev.quorate.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/** What the ensemble shall be. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ZookeeperClusterSpec(
    @JsonPropertyDescription(
            "ZooKeeper version that the members run, for example 3.9.5 (the default). It decides image, configuration"
                + " and guard rails. Lines 3.8 and 3.9; releases with known data loss are refused.")
        @Change(Cost.ROLLING_RESTART)
        String version,
    @JsonPropertyDescription(
            "Full image reference, a digest is allowed. Default: docker.io/library/zookeeper:<version>,"
                + " unmodified. The image must hold the ZooKeeper of spec.version and bash.")
        @Change(Cost.ROLLING_RESTART)
        String image,
    @JsonPropertyDescription(
            "Number of voters: 1, 3, 5, 7 or 9. Default 3. 3 voters survive the loss of one, 5 the loss of two.")
        @Change(Cost.MEMBERSHIP_CHANGE)
        Integer replicas,
    @JsonPropertyDescription(
            "Members that follow without a vote; they serve reads and never slow down writes.")
        @Change(Cost.MEMBERSHIP_CHANGE)
        ObserversSpec observers,
    @JsonPropertyDescription(
            "zoo.cfg keys and their values, for example tickTime: \"2000\" (milliseconds). Keys that the operator owns"
                + " or that endanger data are refused; keys that no ZooKeeper knows are reported and not written.")
        @Change(Cost.ROLLING_RESTART)
        Map<String, String> config,
    @JsonPropertyDescription("The servers' Java virtual machine.") @Change(Cost.ROLLING_RESTART)
        JvmSpec jvm,
    @JsonPropertyDescription("What the members log, to standard output.")
        @Change(Cost.ROLLING_RESTART)
        LoggingSpec logging,
    @JsonPropertyDescription("Where the members keep their data.") @Change(Cost.VOLUME_CHANGE)
        StorageSpec storage,
    @JsonPropertyDescription("The Service <name>-client that clients connect to, port 2181.")
        @Change(Cost.LIVE)
        ClientServiceSpec clientService,
    @JsonPropertyDescription("The members' pods.") @Change(Cost.ROLLING_RESTART)
        PodSettingsSpec pod,
    @JsonPropertyDescription("How changes reach the running members.") @Change(Cost.LIVE)
        RolloutSpec rollout,
    @JsonPropertyDescription(
            "true: the operator touches nothing and keeps reporting. Default false.")
        @Change(Cost.LIVE)
        Boolean paused) {}
