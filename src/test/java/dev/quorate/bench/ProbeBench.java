package dev.quorate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.BareServer;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.FourLetterWords;
import dev.quorate.zookeeper.MemberProbe;
import dev.quorate.zookeeper.MemberReports;
import dev.quorate.zookeeper.Reading;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long it takes to ask every member of a real ensemble {@code srvr}, {@code mntr} and {@code
 * conf}, members in parallel.
 *
 * <pre>./mvnw test -Dtest=ProbeBench</pre>
 */
class ProbeBench {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeBench.class);
  private static final int ROUNDS = 1000;

  private final MemberProbe probe = new MemberProbe(new FourLetterWords(Duration.ofSeconds(1)));

  @Test
  void threeMembers() throws Exception {
    try (var ensemble = BareEnsemble.of(ZooKeeperDistribution.newest(), 3, 0).start()) {
      LOG.info("srvr + mntr + conf from 3 members   median      p99      max");
      LOG.info(row("first round", measure(ensemble, 1)));
      LOG.info(row("next 1000 rounds", measure(ensemble, ROUNDS)));
      LOG.info(row("1000 more", measure(ensemble, ROUNDS)));
    }
  }

  private long[] measure(BareEnsemble ensemble, int rounds) throws Exception {
    var nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      List<MemberReports> reports = ask(ensemble.servers());
      nanos[i] = System.nanoTime() - start;
      assertThat(reports).allMatch(r -> r.conf() instanceof Reading.Report);
    }
    return LongStream.of(nanos).sorted().toArray();
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

  private static String row(String name, long[] sorted) {
    return "%-34s %6.1f ms %6.1f ms %6.1f ms"
        .formatted(
            name,
            sorted[sorted.length / 2] / 1e6,
            sorted[sorted.length * 99 / 100] / 1e6,
            sorted[sorted.length - 1] / 1e6);
  }
}
