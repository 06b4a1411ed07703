package dev.quorate.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The CRD that users apply is the one that the code means. */
class CrdFilesTest {
  private static final Path FILE = Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml");
  private static final String REFRESH =
      "./mvnw -q test -Dtest=CrdFilesTest -Dquorate.refresh=true -Dcheckstyle.skip";
  private static final String HEADER =
      "# Generated from dev.quorate.api and the tables of dev.quorate.validation. To refresh it:\n"
          + "# "
          + REFRESH
          + "\n";

  @Test
  void theFileIsWhatIsGenerated() throws Exception {
    String generated =
        HEADER + CrdYaml.write(CrdGeneration.zookeeperClusters(ShippedTables.read()));

    if (Boolean.getBoolean("quorate.refresh")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, generated);
    }

    assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
        .as("%s is stale; run: %s", FILE, REFRESH)
        .isEqualTo(generated);
  }
}
