package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.local.api.rest.Faults.Fault;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A support archive: complete, readable, and without the secrets that are planted here. */
class BundleTest {
  private static final String PLANTED = "hunter2";

  @TempDir private Path folder;
  private ServedClusters served;
  private Path archive;
  private Terminal terminal;

  @BeforeEach
  void aClusterWithSecrets() throws IOException {
    served = new ServedClusters().withDefinition();
    served.cluster("default", "zk", Sketch.of("ready").healthy());
    served
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("zk-superuser")
                .withLabels(Labels.object("zk"))
                .endMetadata()
                .withStringData(Map.of("password", PLANTED))
                .build())
        .create();
    served
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("zk-config-1")
                .withLabels(Labels.object("zk"))
                .endMetadata()
                .withData(
                    Map.of(
                        "zoo.cfg",
                        "tickTime=2000\nssl.keyStore.password=" + PLANTED + "\nsyncLimit=5\n"))
                .build())
        .create();
    var log =
        Files.writeString(folder.resolve("zk.log"), "first\npassword: " + PLANTED + "\nlast\n");
    served.server().podLogs((_, _, _, _) -> Optional.of(log));
    terminal = Terminal.at(served.kubeconfig(folder));
    archive = folder.resolve("bundle.tar.gz");
  }

  @AfterEach
  void end() {
    served.close();
  }

  private SortedMap<String, String> unpacked() throws IOException {
    return UnpackedArchive.of(archive, Files.createDirectory(folder.resolve("unpacked")));
  }

  @Test
  void whatIsNeededIsInItAndNoSecretIs() throws IOException {
    var bundle = terminal.type("bundle", "zk", "--file", archive.toString());
    assertThat(bundle.err()).isEmpty();
    assertThat(bundle.exitCode()).isZero();

    var files = unpacked();
    assertThat(files)
        .containsKeys(
            "bundle/README.txt",
            "bundle/cluster.yaml",
            "bundle/status.txt",
            "bundle/doctor.txt",
            "bundle/events.txt",
            "bundle/objects/ConfigMap/zk-config-1.yaml",
            "bundle/objects/Pod/zk-0.yaml",
            "bundle/logs/zk-0/zookeeper.log",
            "bundle/logs/zk-2/zookeeper-previous.log",
            "bundle/words/zk-0/srvr.txt",
            "bundle/words/zk-2/conf.txt");
    assertThat(files.keySet()).noneMatch(name -> name.contains("superuser"));
    assertThat(files.values()).noneMatch(text -> text.contains(PLANTED));
    assertThat(files.get("bundle/objects/ConfigMap/zk-config-1.yaml"))
        .contains("tickTime=2000", "ssl.keyStore.password=***", "syncLimit=5");
    assertThat(files.get("bundle/logs/zk-0/zookeeper.log"))
        .isEqualTo("first\npassword: ***\nlast\n");
    assertThat(served.server().audit().entries(e -> e.request().resource().equals("secrets")))
        .noneMatch(e -> e.request().verb().equals("get") || e.request().verb().equals("list"));
  }

  @Test
  void onlyItsOwnerMayReadItAndNothingIsOverwritten() throws IOException {
    terminal.type("bundle", "zk", "--file", archive.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");
    var again = terminal.type("bundle", "zk", "--file", archive.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("Cannot write the archive");
  }

  @Test
  void whatMayNotBeReadIsNamed() throws IOException {
    var forbidden = new Fault.Refuse(403, "Forbidden", "not for you");
    try (var _ =
        served
            .server()
            .faults()
            .inject(
                r -> r.resource().equals("configmaps") || r.subresource().equals("log"),
                forbidden)) {
      assertThat(terminal.type("bundle", "zk", "--file", archive.toString()).out())
          .contains("objects/ConfigMap: not for you", "logs/zk-0/zookeeper.log: not for you");
    }
    assertThat(unpacked().get("bundle/README.txt"))
        .contains("Could not be read:", "objects/ConfigMap: not for you");
  }
}
