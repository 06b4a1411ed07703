package dev.quorate.local.controllers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Removes whole directories; links are removed, not followed. */
public final class Directories {
  private Directories() {}

  /** Removes the directory and all that is in it; does nothing when there is none. */
  public static void delete(Path directory) throws IOException {
    clear(directory);
    Files.deleteIfExists(directory);
  }

  /** Removes all that is in the directory. */
  public static void clear(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // There is no directory, so nothing is in it.
      return;
    }
  }
}
