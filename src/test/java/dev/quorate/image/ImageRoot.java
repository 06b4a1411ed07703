package dev.quorate.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * The program of {@code ./mvnw -Pimage}: adds runtime, cache and argument file to a folder in which
 * Maven has put the jars.
 */
public final class ImageRoot {
  /** What the image builder gives to every file; a cache is bound to the jars' times. */
  private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1));

  private ImageRoot() {}

  /** The one argument is the folder. */
  public static void main(String[] args) throws Exception {
    var root = Path.of(args[0]).toAbsolutePath();
    var layout = new ImageLayout(root);
    TrimmedRuntime.make(layout.runtime());
    for (Path jar : layout.jars()) {
      Files.setLastModifiedTime(jar, TIME);
    }
    new Training(layout, root.resolveSibling("image-training")).run();
    Files.write(layout.arguments(), JvmArguments.of(layout));
    report(layout, System.out);
  }

  private static void report(ImageLayout layout, PrintStream out) throws IOException {
    out.printf(
        "%d jars, cache of %d MB in %s%n",
        layout.jars().size(), Files.size(layout.cache()) >> 20, layout.root());
  }
}
