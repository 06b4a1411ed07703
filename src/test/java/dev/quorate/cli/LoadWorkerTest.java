package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One client, in a time that passes only by waiting and by requests. */
class LoadWorkerTest implements Pace {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private long now;
  private long stopAt = Long.MAX_VALUE;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public boolean waitUntil(long nanos) {
    now = Math.max(now, nanos);
    return now < stopAt;
  }

  /** A member that takes its time, and how often it was asked for what. */
  private final class Member implements LoadWorker.Requests {
    private final List<String> reads = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final long millis;
    private int failsAfter = Integer.MAX_VALUE;

    Member(long millis) {
      this.millis = millis;
    }

    @Override
    public Optional<String> read(String path) {
      reads.add(path);
      return answer();
    }

    @Override
    public Optional<String> write(String path) {
      writes.add(path);
      return answer();
    }

    private Optional<String> answer() {
      now += millis * MILLI;
      return reads.size() + writes.size() > failsAfter
          ? Optional.of("connection lost")
          : Optional.empty();
    }
  }

  private LoadRecord record;
  private Optional<String> failure = Optional.empty();

  private void work(Member member, int seconds, int rate, int reads) throws Exception {
    var schedule = new Schedule(new Workload(seconds, 1, rate, reads, 0, 2), now);
    record = new LoadRecord(schedule.begin(), seconds);
    failure =
        new LoadWorker(schedule, this, member, record)
            .work(List.of("/0", "/1"), new SplittableRandom(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 80, 99, 100})
  void exactlyTheShareThatIsWantedIsRead(int reads) throws Exception {
    var member = new Member(1);
    work(member, 1, 100, reads);
    assertThat(record.reads(1).done()).isEqualTo(reads);
    assertThat(record.writes(1).done()).isEqualTo(100 - reads);
  }

  @Test
  void allNodesAreUsed() throws Exception {
    var member = new Member(1);
    work(member, 1, 100, 50);
    assertThat(member.reads).contains("/0", "/1");
    assertThat(member.writes).contains("/0", "/1");
  }

  @Test
  void theFirstSecondDoesNotCount() throws Exception {
    var member = new Member(1);
    work(member, 2, 10, 100);
    assertThat(member.reads).hasSize(30);
    assertThat(record.reads(2).done()).isEqualTo(20);
  }

  @Test
  void whoKeepsUpWaitsForNobody() throws Exception {
    work(new Member(20), 1, 10, 100);
    assertThat(record.reads(1).fromDue()).isEqualTo(record.reads(1).fromSending());
    assertThat(record.reads(1).fromDue().max()).isCloseTo(20, within(0.1));
  }

  /** Of 10 requests that are due each second 5 are sent, so that others wait for 1.5 seconds. */
  @Test
  void whoDoesNotKeepUpIsMeasuredWithTheWaiting() throws Exception {
    work(new Member(200), 2, 10, 100);
    var sums = record.reads(2);
    assertThat(sums.fromSending().max()).isCloseTo(200, within(0.1));
    assertThat(sums.fromDue().max()).isCloseTo(1600, within(200.0));
    assertThat(sums.done()).isLessThan(20);
  }

  @Test
  void nothingIsBegunAfterTheEnd() throws Exception {
    work(new Member(900), 2, 10, 100);
    assertThat(now).isLessThan(TimeUnit.SECONDS.toNanos(4));
    assertThat(failure).isEmpty();
  }

  @Test
  void whoIsStoppedSendsNoMore() throws Exception {
    stopAt = 1_500 * MILLI;
    var member = new Member(1);
    work(member, 10, 10, 100);
    assertThat(member.reads).hasSize(15);
    assertThat(failure).isEmpty();
  }

  @Test
  void aFailureIsCountedAndTheLast() throws Exception {
    var member = new Member(1);
    member.failsAfter = 15;
    work(member, 10, 10, 100);
    assertThat(member.reads).hasSize(16);
    assertThat(failure).contains("connection lost");
    assertThat(record.reads(1).failed()).isEqualTo(1);
    assertThat(record.reads(1).done()).isEqualTo(5);
  }

  @Test
  void nobodyTakesTheSameRequest() {
    var schedule = new Schedule(new Workload(1, 2, 10, 100, 0, 1), 0);
    var taken = LongStream.range(0, 30).mapToObj(_ -> schedule.take()).toList();
    assertThat(taken.stream().flatMapToLong(t -> t.stream()).boxed())
        .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
  }
}
