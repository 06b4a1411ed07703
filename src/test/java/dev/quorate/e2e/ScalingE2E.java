package dev.quorate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ensemble grows and shrinks on a real node, with clients all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingE2E {
  private static final String NAMESPACE = "e2e-scaling";

  private RealCluster cluster;
  private InstalledOperator operator;
  private TestNamespace namespace;
  private EnsembleOnCluster zk;
  private ClientLoad load;

  @BeforeAll
  void install() throws Exception {
    cluster = RealCluster.connect();
    operator = InstalledOperator.byKustomize(cluster, "deploy");
    namespace = TestNamespace.of(cluster, NAMESPACE);
    zk = new EnsembleOnCluster(cluster, NAMESPACE, "zk");
    zk.apply(quickstart());
    zk.awaitReady();
    load = ClientLoad.on(zk::addresses);
  }

  private static String quickstart() throws IOException {
    return Files.readString(Path.of("deploy", "examples", "quickstart", "cluster.yaml"));
  }

  @AfterAll
  void clean() {
    if (load != null) {
      load.close();
    }
    if (namespace != null) {
      namespace.close();
    }
    operator.uninstall();
    cluster.removeDefinition();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 5, 3, 1, 3})
  @Order(1)
  void scalesTo(int voters, TestReporter reporter) {
    var begin = Instant.now();
    cluster.kubectl("-n", NAMESPACE, "scale", "zk/zk", "--replicas=" + voters);
    zk.awaitReady();
    assertThat(zk.addresses().keySet())
        .containsExactlyElementsOf(IntStream.range(0, voters).mapToObj(i -> "zk-" + i).toList());
    reporter.publishEntry(
        "scale to Ready", Duration.between(begin, Instant.now()).toMillis() + " ms");
    reporter.publishEntry("longest write gap", load.longestWriteGap(begin).toMillis() + " ms");
  }

  @Test
  @Order(2)
  void refusesAnEvenNumber() {
    var refused = cluster.tryKubectl("", "-n", NAMESPACE, "scale", "zk/zk", "--replicas=4");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.text()).contains("spec.replicas", "write 3 or 5");
  }

  @Test
  @Order(3)
  void noWriteAndNoSessionWasLostInAllThat(TestReporter reporter) throws Exception {
    var account = load.settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    account.assertKept();
    assertThat(account.acknowledged()).isGreaterThan(100);
  }
}
