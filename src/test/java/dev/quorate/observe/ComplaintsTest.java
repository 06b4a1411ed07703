package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Complaint;
import dev.quorate.facts.MemberSet;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Faults.Fault;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import dev.quorate.testing.ObservedStates;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which event tells why a member has no pod, or none that starts. */
class ComplaintsTest {
  private static final MemberId SECOND = new MemberId(2);
  private static final Names NAMES = new Names("default", "zk", "cluster.local");
  private static final Set<String> MISSED_BEFORE = Set.of("zk-1");
  private static final String SET = "uid-of-set";
  private static final String REFUSED =
      "create Pod zk-1 in StatefulSet zk failed error: pods \"zk-1\" is forbidden: exceeded quota";

  private ApiServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws Exception {
    server = ApiServer.start();
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void event(String uid, String type, String reason, String message, String time) {
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName("zk.")
                .withNamespace("default")
                .endMetadata()
                .withNewInvolvedObject()
                .withNamespace("default")
                .withUid(uid)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withLastTimestamp(time)
                .build())
        .create();
  }

  private void refused(String time) {
    event(SET, "Warning", "FailedCreate", REFUSED, time);
  }

  private Probed<Optional<Complaint>> ofMissing(Set<String> before) {
    var identity = new MemberSet.Identity(SET, "1", false);
    var sets = Map.of(Role.VOTER, new MemberSet(identity, 3, List.of(), List.of()));
    return new Complaints(NAMES, before, client, ObservedStates.NOW)
        .of(SECOND, Optional.empty(), sets);
  }

  /** Of a pod that has had its node for so long. */
  private Probed<Optional<Complaint>> ofCreated(long secondsAgo) {
    var states = ObservedStates.healthy(3).creating(2).created(2, before(secondsAgo));
    Optional<PodFacts> pod = states.build().member(SECOND).pod();
    return new Complaints(NAMES, Set.of(), client, ObservedStates.NOW).of(SECOND, pod, Map.of());
  }

  private static Instant before(long seconds) {
    return ObservedStates.NOW.minusSeconds(seconds);
  }

  private static Probed<Optional<Complaint>> nobody() {
    return Probed.known(Optional.empty());
  }

  private static Probed<Optional<Complaint>> complaint(String reason, String message) {
    return Probed.known(Optional.of(new Complaint(reason, message)));
  }

  private long questions() {
    return server.audit().entries(e -> e.request().verb().equals("list")).size();
  }

  @Test
  void theSetSaysWhyItCannotMakeThePod() {
    refused("2026-07-01T12:00:00Z");
    event(SET, "Warning", "FailedCreate", REFUSED.replace("zk-1", "zk-2"), "2026-07-01T12:00:05Z");
    assertThat(ofMissing(MISSED_BEFORE))
        .isEqualTo(complaint("FailedCreate", "pods \"zk-1\" is forbidden: exceeded quota"));
  }

  /** The event of the claim and that of the pod come in the same second, in any order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create Claim data-zk-1 Pod zk-1 in StatefulSet zk failed error: exceeded quota: few",
        "create Pod zk-1 in StatefulSet zk failed error: failed to create PVC data-zk-1: exceeded quota: few"
      })
  void ofAClaimThatIsRefusedItSaysTheSameTwice(String message) {
    event(SET, "Warning", "FailedCreate", message, "2026-07-01T12:00:00Z");
    assertThat(ofMissing(Set.of("zk-1")))
        .isEqualTo(complaint("FailedCreate", "exceeded quota: few"));
  }

  @Test
  void asksOnlyForAPodThatWasMissingBefore() {
    refused("2026-07-01T12:00:00Z");
    assertThat(ofMissing(Set.of("zk-0"))).isEqualTo(nobody());
    assertThat(questions()).isZero();
  }

  @Test
  void whatWasMadeSinceIsNotRefusedAnyMore() {
    refused("2026-07-01T12:00:00Z");
    event(
        SET,
        "Normal",
        "SuccessfulCreate",
        "create Pod zk-1 in StatefulSet zk successful",
        "2026-07-01T12:00:00Z");
    assertThat(ofMissing(MISSED_BEFORE)).isEqualTo(nobody());
    refused("2026-07-01T12:00:01Z");
    assertThat(ofMissing(MISSED_BEFORE).ifKnown()).isNotEqualTo(nobody().ifKnown());
  }

  @Test
  void theKubeletSaysWhyAVolumeIsNotThere() {
    String uid = "uid-of-zk-1";
    event(uid, "Warning", "FailedMount", "MountVolume failed", "2026-07-01T12:00:00Z");
    assertThat(ofCreated(11)).isEqualTo(complaint("FailedMount", "MountVolume failed"));
    event(uid, "Normal", "Pulling", "Pulling image", "2026-07-01T12:00:01Z");
    assertThat(ofCreated(11)).isEqualTo(nobody());
  }

  @Test
  void aPodThatIsCreatedJustNowIsNotAskedFor() {
    assertThat(ofCreated(9)).isEqualTo(nobody());
    assertThat(questions()).isZero();
  }

  @Test
  void readsTheTimesOfNewerEventsAsWell() {
    refused("2026-07-01T12:00:00Z");
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName("zk.newer")
                .withNamespace("default")
                .endMetadata()
                .withNewInvolvedObject()
                .withNamespace("default")
                .withUid(SET)
                .endInvolvedObject()
                .withType("Normal")
                .withReason("SuccessfulCreate")
                .withMessage("create Pod zk-1 in StatefulSet zk successful")
                .withEventTime(new MicroTime("2099-07-01T12:00:00.000001Z"))
                .withReportingComponent("statefulset-controller")
                .withReportingInstance("here")
                .withAction("Create")
                .build())
        .create();
    assertThat(ofMissing(MISSED_BEFORE)).isEqualTo(nobody());
  }

  @Test
  void anOperatorThatMayNotReadEventsSaysSo() {
    try (var _ =
        server.faults().inject(_ -> true, new Fault.Refuse(403, "Forbidden", "no events"))) {
      assertThat(ofMissing(MISSED_BEFORE))
          .isEqualTo(Probed.unknown("the operator may not list events, which would tell why"));
    }
  }
}
