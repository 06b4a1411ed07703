package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The files of a ConfigMap, Secret or projected volume. All of them change in one step, as in a
 * real pod: the names that the container reads are links into {@code ..data}, itself a link that is
 * replaced by a rename.
 */
final class ProjectedFiles {
  private static final String DATA = "..data";

  private final Path directory;
  private Map<String, File> written;
  private int generation;

  /** Content and permission bits such as 0644. */
  record File(ByteBuffer content, int mode) {
    File(byte[] content, int mode) {
      this(ByteBuffer.wrap(content), mode);
    }
  }

  ProjectedFiles(Path directory) {
    this.directory = directory;
  }

  /** Makes these the files of the volume; true when something had to change. */
  boolean write(Map<String, File> files) throws IOException {
    if (files.equals(written)) {
      return false;
    }
    Files.createDirectories(directory);
    var before =
        Files.exists(directory.resolve(DATA)) ? directory.resolve(DATA).toRealPath() : null;
    var data = Files.createDirectory(directory.resolve("..v" + ++generation));
    for (var file : files.entrySet()) {
      writeFile(data.resolve(file.getKey()), file.getValue());
    }
    var link = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
    Files.move(link, directory.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
    publish(files.keySet());
    if (before != null) {
      Directories.delete(before);
    }
    written = Map.copyOf(files);
    return true;
  }

  private static void writeFile(Path path, File file) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, file.content().array());
    Files.setPosixFilePermissions(path, permissions(file.mode()));
  }

  private void publish(Set<String> names) throws IOException {
    for (var name : names) {
      var first = Path.of(name).getName(0);
      var visible = directory.resolve(first);
      if (!Files.isSymbolicLink(visible)) {
        Files.createSymbolicLink(visible, Path.of(DATA).resolve(first));
      }
    }
    try (var links = Files.list(directory)) {
      for (var link : links.filter(l -> !l.getFileName().toString().startsWith("..")).toList()) {
        if (!Files.exists(link)) {
          Files.delete(link);
        }
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var all = PosixFilePermission.values();
    var granted = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        granted.add(all[bit]);
      }
    }
    return granted;
  }
}
