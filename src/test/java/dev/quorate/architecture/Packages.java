package dev.quorate.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks at source folders, because a package-info without annotations leaves no class file. */
final class Packages {
  private Packages() {}

  /** Packages with sources under one of the roots, and a package-info under none of them. */
  static SortedSet<String> undescribed(List<Path> roots) throws IOException {
    SortedSet<String> packages = new TreeSet<>();
    SortedSet<String> described = new TreeSet<>();
    for (Path root : roots) {
      try (var files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> {
              var name = root.relativize(file.getParent()).toString();
              packages.add(name);
              if (file.endsWith("package-info.java")) {
                described.add(name);
              }
            });
      }
    }
    packages.removeAll(described);
    return packages;
  }
}
