package dev.quorate.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tar of the machine finds in an archive: texts by their names. */
public final class UnpackedArchive {
  private UnpackedArchive() {}

  /** Unpacks it into a folder that exists. */
  public static SortedMap<String, String> of(Path archive, Path folder) {
    try {
      var process =
          new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
              .redirectErrorStream(true)
              .start();
      var said = new ByteArrayOutputStream();
      process.getInputStream().transferTo(said);
      if (process.waitFor() != 0) {
        throw new AssertionError("tar: " + said);
      }
      SortedMap<String, String> files = new TreeMap<>();
      try (Stream<Path> found = Files.walk(folder)) {
        for (var file : found.filter(Files::isRegularFile).toList()) {
          files.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
