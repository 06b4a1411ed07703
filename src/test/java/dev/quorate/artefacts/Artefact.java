package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file: compared, or written when {@code -Dquorate.refresh=true} is given. */
record Artefact(Path file) {

  static Artefact at(String file) {
    return new Artefact(Path.of(file));
  }

  /** Fails with the command that refreshes the file when it is stale. */
  void shouldBe(String content, Class<?> test) throws IOException {
    if (Boolean.getBoolean("quorate.refresh")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s is stale; run: %s", file, refresh(test))
        .isEqualTo(content);
  }

  static String refresh(Class<?> test) {
    return "./mvnw -q test -Dtest=%s -Dquorate.refresh=true -Dcheckstyle.skip"
        .formatted(test.getSimpleName());
  }
}
