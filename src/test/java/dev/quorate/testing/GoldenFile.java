package dev.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds what must come out; compared, or rewritten when {@code -Dquorate.refresh=true}
 * is given.
 */
public record GoldenFile(Path file) {

  public static GoldenFile at(String file) {
    return new GoldenFile(Path.of(file));
  }

  /** Fails with the command that refreshes the file when it is stale. */
  public void shouldBe(String content, Class<?> test) throws IOException {
    if (Boolean.getBoolean("quorate.refresh")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s is stale; run: %s", file, refresh(test))
        .isEqualTo(content);
  }

  /** The command that lets a test write its files anew. */
  public static String refresh(Class<?> test) {
    return "./mvnw -q test -Dtest=%s -Dquorate.refresh=true -Dcheckstyle.skip"
        .formatted(test.getSimpleName());
  }
}
