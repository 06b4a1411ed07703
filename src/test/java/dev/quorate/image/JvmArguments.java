package dev.quorate.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the operator's JVM is started in the image. */
final class JvmArguments {
  static final String MAIN = "dev.quorate.Main";

  /** An operator waits far more than it computes: small and predictable beats fast at its peak. */
  static final List<String> GENERAL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxRAMPercentage=60",
          "-XX:+UseStringDeduplication",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData");

  private JvmArguments() {}

  /** Lines of the argument file. */
  static List<String> of(ImageLayout layout) {
    List<String> arguments = new ArrayList<>(GENERAL);
    arguments.add("-XX:AOTCache=" + layout.inImage(layout.cache()));
    arguments.add("-cp");
    arguments.add(classPath(layout, layout::inImage));
    arguments.add(MAIN);
    return arguments;
  }

  /** The cache is valid only for the class path that it was made with, in the same order. */
  static String classPath(ImageLayout layout, Function<Path, String> name) {
    return layout.jars().stream().map(name).collect(Collectors.joining(":"));
  }
}
