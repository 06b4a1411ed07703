package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Whether what a run writes fits on the volumes; members use 820 MiB. */
class DiskGateTest {
  private static final double GIB = 1 << 30;

  /** Writes up to 328 MiB. */
  private static final Workload MUCH = new Workload(100, 4, 8_000, 0, 230, 1);

  private static final Workload LITTLE = new Workload(30, 4, 100, 80, 128, 32);

  private static Sketch disks(double size) {
    var sketch = Sketch.of("ready").healthy();
    for (var pod : List.of("zk-0", "zk-1", "zk-2")) {
      sketch.volumes(pod, OptionalDouble.of(size), OptionalDouble.empty());
    }
    return sketch;
  }

  @Test
  void itFitsOnALargeVolume() {
    assertThat(DiskGate.reasons(disks(10 * GIB).facts(), MUCH)).isEmpty();
  }

  @Test
  void itDoesNotFitOnASmallOne() {
    var sketch =
        disks(10 * GIB).volumes("zk-1", OptionalDouble.of(1.2 * GIB), OptionalDouble.empty());
    assertThat(DiskGate.reasons(sketch.facts(), MUCH))
        .containsExactly(
            "zk-1 uses 820 MiB of 1.2 GiB, and 328 MiB may come into its log: write --rate 1560");
  }

  @Test
  void aVolumeOfWhichNothingIsKnownIsTooSmall() {
    assertThat(DiskGate.reasons(disks(10 * GIB).silent("zk-2", "no answer").facts(), MUCH))
        .singleElement()
        .asString()
        .contains("how full the volumes of zk-2 are is not known", "write --rate 1560");
  }

  @Test
  void withTheRateThatIsAdvisedNobodyAsks() {
    var less = new Workload(100, 4, 1_560, 0, 230, 1);
    assertThat(DiskGate.reasons(disks(GIB).facts(), less)).isEmpty();
  }

  @Test
  void littleFitsAnywhere() {
    assertThat(DiskGate.reasons(disks(GIB).silent("zk-2", "no answer").facts(), LITTLE)).isEmpty();
  }
}
