package dev.quorate.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything is in the image.
 *
 * @param root of the image's file system
 */
public record ImageLayout(Path root) {

  public Path runtime() {
    return root.resolve("opt/quorate");
  }

  public Path java() {
    return runtime().resolve("bin/java");
  }

  public Path app() {
    return root.resolve("app");
  }

  /** Classes that the JVM finds loaded and linked when it starts. */
  public Path cache() {
    return app().resolve("quorate.aot");
  }

  /** What the entrypoint gives to the JVM. */
  public Path arguments() {
    return app().resolve("quorate.args");
  }

  /** The operator, then its dependencies, in an order that never changes. */
  public List<Path> jars() {
    return Stream.of("classpath", "libs").flatMap(this::jarsIn).toList();
  }

  private Stream<Path> jarsIn(String folder) {
    try (var files = Files.list(app().resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as the image names it. */
  public String inImage(Path file) {
    return "/" + root.relativize(file);
  }
}
