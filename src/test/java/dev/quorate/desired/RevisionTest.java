package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.ClientService;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Logging;
import dev.quorate.model.Storage;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Topologies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionTest {
  private static final Path SHIPPED = Path.of("src/test/resources/desired/shipped-revisions.txt");

  static Stream<Arguments> whatNeedsARestart() {
    return Stream.of(
        Arguments.of("version", Ensembles.of(3).version("3.8.6")),
        Arguments.of("image", Ensembles.of(3).image("example.org/zookeeper:3.9.5")),
        Arguments.of("config", Ensembles.of(3).config("snapCount", "5000")),
        Arguments.of("property", Ensembles.of(3).config("jute.maxbuffer", "2000000")),
        Arguments.of("heap", Ensembles.of(3).jvm(513)),
        Arguments.of("logging", Ensembles.of(3).logging(json())),
        Arguments.of("pod label", Ensembles.of(3).pod(p -> p.label("team", "x"))),
        Arguments.of("pod annotation", Ensembles.of(3).pod(p -> p.annotation("a", "b"))),
        Arguments.of("grace", Ensembles.of(3).pod(p -> p.terminationGracePeriodSeconds(90))),
        Arguments.of(
            "overlay", Ensembles.of(3).pod(p -> p.template("spec: {runtimeClassName: x}"))),
        Arguments.of("restart", Ensembles.of(3).restartAt("2026-01-01T00:00:00Z")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatNeedsARestart(String what, Ensembles changed) {
    assertThat(revision(changed.build())).isNotEqualTo(revision(Ensembles.three()));
  }

  static Stream<Arguments> whatNeedsNone() {
    return Stream.of(
        Arguments.of("more voters", Ensembles.of(5)),
        Arguments.of("a larger volume", Ensembles.of(3).storage(Ensembles.persistent("20Gi"))),
        Arguments.of("retention", Ensembles.of(3).storage(deleted())),
        Arguments.of("client Service", Ensembles.of(3).clientService(loadBalancer())),
        Arguments.of("pause", Ensembles.of(3).paused()),
        Arguments.of("the resource made anew", Ensembles.of(3).uid("another")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatNeedsNone(String what, Ensembles changed) {
    assertThat(revision(changed.build())).isEqualTo(revision(Ensembles.three()));
  }

  @Test
  void theEndOfTheBootstrapRestartsNobody() {
    var ensemble = Ensembles.three();
    var forming = desired(ensemble, Topologies.forming(ensemble));
    var formed = desired(ensemble, Topologies.formed(ensemble));

    assertThat(forming.revisions().voters()).isEqualTo(formed.revisions().voters());
    assertThat(forming.configuration()).isEqualTo(formed.configuration());
    assertThat(forming.voters()).isNotEqualTo(formed.voters());
  }

  @Test
  void newScriptsNeedARestart() {
    var ensemble = Ensembles.three();
    var topology = Topologies.formed(ensemble);

    assertThat(
            DesiredResources.of(ensemble, topology, new Scripts("other", "probe"))
                .revisions()
                .voters())
        .isNotEqualTo(
            DesiredResources.of(ensemble, topology, new Scripts("start", "probe"))
                .revisions()
                .voters());
  }

  @Test
  void everyPodCarriesIt() {
    var desired = desired(Ensembles.three(), Topologies.formed(Ensembles.three()));

    assertThat(desired.voters().getSpec().getTemplate().getMetadata().getAnnotations())
        .containsEntry("zookeeper.quorate.dev/revision", desired.revisions().voters());
    assertThat(desired.revisions().voters()).matches("[a-z0-9]{10}");
  }

  /**
   * With the scripts that are shipped. A revision that changes here restarts every ensemble, one
   * member after another, when the operator is upgraded.
   */
  @Test
  void anUpgradeOfTheOperatorRestartsNobodyUnawares() throws IOException {
    var revisions = new TreeMap<String, String>();
    for (var golden : DesiredCase.all()) {
      revisions.put(
          golden.name(),
          DesiredResources.of(golden.ensemble(), golden.topology(), Scripts.shipped())
              .revisions()
              .voters());
    }
    var text = PropertiesText.of(revisions);
    if (Boolean.getBoolean("quorate.refresh")) {
      Files.writeString(SHIPPED, text);
    }
    assertThat(Files.readString(SHIPPED))
        .as(
            "revisions; other ones restart the members of every cluster at the next upgrade. If that is"
                + " wanted, say so in CHANGELOG.md and run: ./mvnw -q test -Dtest=RevisionTest"
                + " -Dquorate.refresh=true")
        .isEqualTo(text);
  }

  private static String revision(Ensemble ensemble) {
    return desired(ensemble, Topologies.formed(ensemble)).revisions().voters();
  }

  private static DesiredResources desired(Ensemble ensemble, Topology topology) {
    return DesiredResources.of(ensemble, topology, DesiredCase.SCRIPTS);
  }

  private static Logging json() {
    return new Logging(Logging.Level.INFO, Logging.Format.JSON, new TreeMap<>());
  }

  private static ClientService loadBalancer() {
    return new ClientService(
        "LoadBalancer", new TreeMap<>(Map.of("a", "b")), new TreeMap<>(Map.of("c", "d")));
  }

  private static Storage deleted() {
    return new Storage.Persistent(
        new Storage.Volume("10Gi", Optional.empty()),
        Optional.empty(),
        new Storage.Retention(Storage.Policy.DELETE, Storage.Policy.DELETE));
  }
}
