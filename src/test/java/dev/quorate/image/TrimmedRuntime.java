package dev.quorate.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java runtime of the modules that the operator needs. */
final class TrimmedRuntime {
  /**
   * What {@code jdeps} finds in the jars, but not java.desktop: only its annotations for beans are
   * named, by libraries that do without. jdk.jcmd is for people who look into a running operator.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.httpserver",
          "jdk.jcmd",
          "jdk.management",
          "jdk.unsupported");

  private TrimmedRuntime() {}

  static void make(Path folder) {
    if (Files.exists(folder)) {
      return;
    }
    int exit =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
            .run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString());
    if (exit != 0) {
      throw new IllegalStateException("jlink ended with " + exit);
    }
  }
}
