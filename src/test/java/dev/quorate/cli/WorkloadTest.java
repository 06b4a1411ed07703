package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** How much load a person may ask for. */
class WorkloadTest {
  private static Workload typed(String... words) {
    return CommandLine.populateCommand(new BenchOptions(), words).workload();
  }

  @Test
  void withoutOptionsItIsPolite() {
    assertThat(typed()).isEqualTo(new Workload(30, 4, 100, 80, 128, 32));
    assertThat(typed().written()).isLessThan(DiskGate.UNNOTICED);
  }

  @Test
  void unitsAreUnderstood() {
    assertThat(typed("--duration=2m", "--rate=250/s", "--reads=50", "--size=4KiB"))
        .isEqualTo(new Workload(120, 4, 250, 50, 4096, 32));
  }

  @Test
  void theBoundsThemselvesAreAllowed() {
    assertThat(typed("--duration=10m", "--clients=64", "--reads=100%", "--size=64KiB"))
        .isEqualTo(new Workload(600, 64, 100, 100, 65_536, 32));
    assertThat(typed("--duration=1s", "--clients=1", "--rate=1", "--reads=0", "--size=0"))
        .isEqualTo(new Workload(1, 1, 1, 0, 0, 32));
    assertThat(typed("--rate=10000", "--nodes=1000").rate()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--duration=601s | 601s is more than 600s: a run that is forgotten has to end; write --duration 600s.",
        "--duration=11m | 660s is more than 600s",
        "--duration=999999999m | is more than 600s",
        "--duration=0s | 0s is less than 1s; write --duration 1s.",
        "--duration=30 | --duration cannot be read; write for example --duration 30s.",
        "--duration=long | --duration cannot be read",
        "--clients=65 | 65 is more than 64: each is a session to keep; write --clients 64.",
        "--clients=0 | 0 is less than 1; write --clients 1.",
        "--clients=-1 | --clients cannot be read; write for example --clients 4.",
        "--rate=10001 | 10001 is more than 10000: the ensemble's own clients come after it; write --rate 10000.",
        "--rate=0 | 0 is less than 1; write --rate 1.",
        "--rate=fast | --rate cannot be read; write for example --rate 100.",
        "--reads=101 | 101% is more than 100%: it is a share of all requests; write --reads 100%.",
        "--reads=most | --reads cannot be read; write for example --reads 80%.",
        "--size=65537 | 65537 is more than 65536: every write goes to all members whole; write --size 65536.",
        "--size=65KiB | 66560 is more than 65536",
        "--size=1GiB | --size cannot be read; write for example --size 128 or 4KiB.",
        "--nodes=1001 | 1001 is more than 1000: every member keeps them in memory; write --nodes 1000.",
        "--nodes=0 | 0 is less than 1; write --nodes 1."
      })
  void whatIsOutOfBoundsIsRefusedWithItsReason(String option, String why) {
    assertThatThrownBy(() -> typed(option)).isInstanceOf(Refused.class).hasMessageContaining(why);
  }

  @Test
  void whatWouldFillLogsIsRefused() {
    assertThatThrownBy(() -> typed("--rate=10000", "--reads=0", "--size=64KiB"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("would write 18 GiB into the log of every member within 30 s")
        .hasMessageContaining("512 MiB is the most that a run may write; write --rate 271.");
    assertThat(typed("--rate=271", "--reads=0", "--size=64KiB").written())
        .isLessThanOrEqualTo(Workload.MOST_WRITTEN);
  }

  @Test
  void nodesFitIntoTheBufferThatIsConfigured() {
    var workload = typed("--size=64KiB");
    assertThat(workload.tooLargeFor(null)).isEmpty();
    assertThat(workload.tooLargeFor("0x10400")).isEmpty();
    assertThat(workload.tooLargeFor("65536"))
        .hasValueSatisfying(why ->
            assertThat(why).contains("jute.maxbuffer of the ensemble is 65536", "--size 64512"));
    assertThat(workload.tooLargeFor("512"))
        .hasValueSatisfying(why -> assertThat(why).contains("a larger jute.maxbuffer"));
    assertThat(workload.tooLargeFor("1 MB"))
        .hasValueSatisfying(why -> assertThat(why).contains("1 MB", "no number", "not known"));
  }
}
