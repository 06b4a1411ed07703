package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Ensemble;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.GoldenFolder;
import dev.quorate.testing.Topologies;
import dev.quorate.validation.Circumstances;
import dev.quorate.validation.EnsembleValidator;
import dev.quorate.validation.OperatorDefaults;
import dev.quorate.validation.Validated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder with what goes in, {@code in-cluster.yaml} and perhaps {@code in-topology.yaml}, and
 * every object that must come out, {@code out-<Kind>-<name>.yaml}.
 */
record DesiredCase(Path folder) {
  /** Short stand-ins: the real ones have tests of their own, and would fill every folder. */
  static final Scripts SCRIPTS = new Scripts("# start.sh\n", "# probe.sh\n");

  private static final Path ROOT = Path.of("src/test/resources/desired");
  private static final EnsembleValidator VALIDATOR = new EnsembleValidator(ShippedTables.read());

  /** Without the file every wanted voter is listed, the ensemble has formed, and one may go. */
  private record TopologyFile(
      Boolean formed,
      Integer maxUnavailable,
      Integer voterReplicas,
      Integer observerReplicas,
      List<String> servers) {}

  static List<DesiredCase> all() throws IOException {
    try (var folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().map(DesiredCase::new).toList();
    }
  }

  static DesiredCase named(String name) {
    return new DesiredCase(ROOT.resolve(name));
  }

  String name() {
    return folder.getFileName().toString();
  }

  DesiredResources desired() throws IOException {
    return DesiredResources.of(ensemble(), topology(), SCRIPTS);
  }

  ZookeeperCluster cluster() throws IOException {
    return Serialization.unmarshal(
        Files.readString(folder.resolve("in-cluster.yaml")), ZookeeperCluster.class);
  }

  Ensemble ensemble() throws IOException {
    return accepted(cluster());
  }

  static Ensemble accepted(ZookeeperCluster cluster) {
    var validated =
        VALIDATOR.validate(
            cluster, new Circumstances(OperatorDefaults.shipped(), Optional.empty()));
    assertThat(validated).isInstanceOf(Validated.Accepted.class);
    return ((Validated.Accepted) validated).ensemble();
  }

  Topology topology() throws IOException {
    var formed = Topologies.formed(ensemble());
    var file = folder.resolve("in-topology.yaml");
    if (Files.notExists(file)) {
      return formed;
    }
    var read = Serialization.unmarshal(Files.readString(file), TopologyFile.class);
    return new Topology(
        Optional.ofNullable(read.voterReplicas()).orElse(formed.voterReplicas()),
        Optional.ofNullable(read.observerReplicas()).orElse(formed.observerReplicas()),
        Optional.ofNullable(read.servers()).map(DesiredCase::servers).orElse(formed.servers()),
        read.formed(),
        read.maxUnavailable());
  }

  private static List<ServerLine> servers(List<String> lines) {
    return lines.stream().map(line -> ServerLine.parse(line).orElseThrow()).toList();
  }

  @Override
  public String toString() {
    return name();
  }

  /** What came out, as YAML by file name; the name of the files' ConfigMap without its hash. */
  SortedMap<String, String> rendered() throws IOException {
    var files = new TreeMap<String, String>();
    String config = ensemble().names().configPrefix();
    for (HasMetadata object : desired().inApplyOrder()) {
      String name = object.getMetadata().getName();
      String stable = name.startsWith(config) ? config + "hash" : name;
      files.put("out-%s-%s.yaml".formatted(object.getKind(), stable), Serialization.asYaml(object));
    }
    return files;
  }

  GoldenFolder files() {
    return new GoldenFolder(folder);
  }
}
