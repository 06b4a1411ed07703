package dev.quorate.bench;

import dev.quorate.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The operator as it is shipped: its classes as a jar, with the libraries that it needs at run time
 * and no others.
 *
 * @param options of the JVM
 */
record OperatorBuild(String classPath, List<String> options) {
  private static final Path FOLDER = Path.of("target", "bench");

  /** A small first heap; otherwise the first is as large as the largest. */
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseStringDeduplication",
          "-XX:+UseCompactObjectHeaders",
          "-Xms16m",
          "-Xmx96m");

  OperatorBuild {
    options = List.copyOf(options);
  }

  /** Packs it. The build says what is needed at run time; else it has what the tests have. */
  static OperatorBuild pack() {
    var jar = FOLDER.resolve("quorate.jar").toAbsolutePath();
    try {
      Files.createDirectories(FOLDER);
      Files.deleteIfExists(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var packed =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.err,
                System.err,
                "--create",
                "--file",
                jar.toString(),
                "-C",
                ownClasses(),
                ".");
    if (packed != 0) {
      throw new IllegalStateException("jar ended with " + packed);
    }
    return new OperatorBuild(jar + File.pathSeparator + libraries(), OPTIONS).with(moreOptions());
  }

  /** For who wants to look inside, for example {@code -XX:NativeMemoryTracking=summary}. */
  private static String[] moreOptions() {
    return Stream.of(System.getProperty("quorate.bench.options", "").split(" +", -1))
        .filter(option -> !option.isEmpty())
        .toArray(String[]::new);
  }

  /** Without those of the tests, whose log configuration would be found. */
  private static String ownClasses() {
    return System.getProperty("quorate.operator.classes", "target/classes");
  }

  private static String libraries() {
    return System.getProperty("quorate.operator.libraries", System.getProperty("java.class.path"));
  }

  OperatorBuild with(String... more) {
    return new OperatorBuild(classPath, Stream.concat(options.stream(), Stream.of(more)).toList());
  }

  static Path file(String name) {
    return FOLDER.resolve(name).toAbsolutePath();
  }

  /** Starts it in nobody's environment but the one given; its output is kept in a file. */
  MeasuredProcess start(Map<String, String> environment, String log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(file(log + ".log").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return MeasuredProcess.start(builder);
  }
}
