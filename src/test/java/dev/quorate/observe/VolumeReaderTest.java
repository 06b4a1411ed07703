package dev.quorate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.VolumeFacts;
import dev.quorate.facts.VolumeFacts.Growth;
import dev.quorate.model.MemberId;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims as Kubernetes shows them while a volume grows. */
class VolumeReaderTest {

  private static VolumeFacts read(String status) {
    var claim =
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data-zk-0, uid: u, resourceVersion: "7"}
        spec: {storageClassName: fast, resources: {requests: {storage: 20Gi}}}
        status: %s
        """
            .formatted(status);
    return VolumeReader.read(
        Serialization.unmarshal(claim, PersistentVolumeClaim.class), new MemberId(1), "data");
  }

  @Test
  void aVolumeThatIsNotBoundHasNoSize() {
    assertThat(read("{phase: Pending}").capacity()).isEmpty();
    assertThat(read("{phase: Bound, capacity: {storage: 10Gi}}").capacity()).isPresent();
  }

  @Test
  void theNodeIsNext() {
    var growth =
        read("""
        {conditions: [{type: FileSystemResizePending, status: "True",
          lastTransitionTime: "2026-07-01T12:00:00Z"}]}\
        """)
            .growth();
    assertThat(growth)
        .isEqualTo(
            new Growth(
                Optional.of(Instant.parse("2026-07-01T12:00:00Z")), Optional.empty(), false));
  }

  @Test
  void aDriverThatFailedAndOneThatHasGivenUp() {
    var failed =
        read("{conditions: [{type: ControllerResizeError, status: \"True\", message: busy}]}");
    assertThat(failed.growth())
        .isEqualTo(new Growth(Optional.empty(), Optional.of("ControllerResizeError: busy"), false));
    var over = read("{allocatedResourceStatuses: {storage: NodeResizeInfeasible}}");
    assertThat(over.growth().infeasible()).isTrue();
  }

  @Test
  void whatIsOverCountsNoLonger() {
    assertThat(read("{conditions: [{type: NodeResizeError, status: \"False\"}]}").growth())
        .isEqualTo(Growth.none());
  }
}
