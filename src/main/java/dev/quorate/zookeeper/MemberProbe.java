package dev.quorate.zookeeper;

import dev.quorate.zookeeper.Answer.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks one member everything that a pass needs, all words at once, so that they describe the same
 * moment as closely as ZooKeeper allows.
 */
public final class MemberProbe {
  private final FourLetterWords words;

  public MemberProbe(FourLetterWords words) {
    this.words = words;
  }

  /**
   * Returns within the limit, give or take a scheduling delay, whatever the member does.
   *
   * @param host an address or a name
   */
  public MemberReports ask(String host, int port, Duration limit) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var target = new Target(host, port, limit);
      var srvr = submit(executor, target, Word.SRVR);
      var mntr = submit(executor, target, Word.MNTR);
      var conf = submit(executor, target, Word.CONF);
      return new MemberReports(
          SrvrReport.read(get(srvr)), MntrReport.read(get(mntr)), ConfReport.read(get(conf)));
    }
  }

  /**
   * Asks one member whether it says what it said before, one word after the other.
   *
   * @param leads whether it has to say who of its followers is synced, and what is committed
   */
  public MemberGlance glance(String host, int port, Duration limit, boolean leads) {
    var srvr = SrvrReport.read(words.ask(host, port, Word.SRVR, limit));
    return leads && srvr instanceof Reading.Report<SrvrReport>
        ? new MemberGlance(
            srvr,
            Optional.of(MntrReport.read(words.ask(host, port, Word.MNTR, limit))),
            Optional.of(ConfReport.read(words.ask(host, port, Word.CONF, limit))))
        : new MemberGlance(srvr, Optional.empty(), Optional.empty());
  }

  private record Target(String host, int port, Duration limit) {}

  private Future<Answer> submit(ExecutorService executor, Target target, Word word) {
    return executor.submit(() -> words.ask(target.host, target.port, word, target.limit));
  }

  // When interrupted, closing the executor interrupts the questions, so nobody waits for them.
  private static Answer get(Future<Answer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed(Cause.INTERRUPTED, "interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question must not throw", e.getCause());
    }
  }
}
