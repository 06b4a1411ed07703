package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile and the build's own image start the same program in the same way. */
class DockerfileTest {

  @Test
  void startsWhatTheBuildsOwnImageStarts() throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));
    var lines = Files.readAllLines(Path.of("Dockerfile"));

    for (String word : List.of("/opt/quorate/bin/java", "@/app/quorate.args")) {
      assertThat(pom).contains("<arg>" + word + "</arg>");
    }
    assertThat(lines)
        .contains("ENTRYPOINT [\"/opt/quorate/bin/java\", \"@/app/quorate.args\"]")
        .contains("USER 65532:65532", "EXPOSE 8080", "WORKDIR /tmp");
    assertThat(pom)
        .contains("<user>65532:65532</user>", "<port>8080</port>")
        .contains("<workingDirectory>/tmp</workingDirectory>");
  }

  @Test
  void endsOnTheBaseThatTheBuildUses() throws IOException {
    var lines = Files.readAllLines(Path.of("Dockerfile"));
    var last = lines.stream().filter(line -> line.startsWith("FROM ")).toList().getLast();

    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<image.base>" + last.substring(5) + "</image.base>");
  }
}
