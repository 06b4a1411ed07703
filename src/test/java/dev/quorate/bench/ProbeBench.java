package dev.quorate.bench;

import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.BareServer;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.MemberProbe;
import dev.quorate.zookeeper.MemberReports;
import dev.quorate.zookeeper.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long it takes to ask every member of a real ensemble {@code srvr}, {@code mntr} and {@code
 * conf}, members in parallel.
 */
final class ProbeBench implements Benchmark {
  private static final int ROUNDS = 1000;

  private final MemberProbe probe = new MemberProbe(new FourLetterWords(Duration.ofSeconds(1)));

  @Override
  public void measure(Table table) throws Exception {
    try (var ensemble = BareEnsemble.of(ZooKeeperDistribution.newest(), 3, 0).start()) {
      table.add("three members, first round", rounds(ensemble, 1));
      table.add("three members, next rounds", rounds(ensemble, ROUNDS));
      table.add("three members, rounds after these", rounds(ensemble, ROUNDS));
    }
  }

  private Samples rounds(BareEnsemble ensemble, int rounds) throws Exception {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      List<MemberReports> reports = ask(ensemble.servers());
      times.add(Duration.ofNanos(System.nanoTime() - start));
      if (!reports.stream().allMatch(r -> r.conf() instanceof Reading.Report)) {
        throw new IllegalStateException("a member did not answer: " + reports);
      }
    }
    return Samples.millis(times);
  }

  private List<MemberReports> ask(List<BareServer> servers) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<MemberReports>> questions =
          servers.stream().<Callable<MemberReports>>map(server -> () -> ask(server)).toList();
      return executor.invokeAll(questions).stream().map(Future::resultNow).toList();
    }
  }

  private MemberReports ask(BareServer server) {
    return probe.ask(server.host(), BareEnsemble.CLIENT_PORT, Duration.ofSeconds(2));
  }
}
