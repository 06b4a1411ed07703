package dev.quorate.local.controllers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directories behind persistent volumes, one by volume name. */
public record ClaimDirectories(Path root) {

  /** Where a volume's files are. */
  public Path of(String volume) {
    return root.resolve(volume);
  }

  /** Makes the directory if it is not there, readable for its owner only. */
  public Path create(String volume) throws IOException {
    return Files.createDirectories(of(volume));
  }

  /** Removes the directory with all that is in it. */
  public void delete(String volume) throws IOException {
    Directories.delete(of(volume));
  }

  /** Removes what is in the directory: the empty disk of the fault tables. */
  public void clear(String volume) throws IOException {
    Directories.clear(of(volume));
  }
}
