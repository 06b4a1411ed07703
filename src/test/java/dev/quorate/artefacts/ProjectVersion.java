package dev.quorate.artefacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The version that the build gives to everything it makes. */
final class ProjectVersion {
  private static final Pattern FIRST =
      Pattern.compile("<artifactId>quorate</artifactId>\\s*<version>([^<]+)</version>");

  private ProjectVersion() {}

  static String read() {
    try {
      var found = FIRST.matcher(Files.readString(Path.of("pom.xml")));
      if (!found.find()) {
        throw new AssertionError("pom.xml names no version");
      }
      return found.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
