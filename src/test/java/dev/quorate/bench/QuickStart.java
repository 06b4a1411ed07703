package dev.quorate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cluster of three with which the documentation begins. */
final class QuickStart {
  private static final Path FILE = Path.of("deploy", "examples", "quickstart", "cluster.yaml");

  private QuickStart() {}

  /** The same with the performance probe, or without. */
  static String named(String name, boolean probed) {
    return named(name) + "  diagnosis: {performanceProbe: {enabled: %s}}\n".formatted(probed);
  }

  /** The resource under another name. */
  static String named(String name) {
    try {
      return Files.readString(FILE).replace("name: zk\n", "name: " + name + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
