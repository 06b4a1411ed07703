package dev.quorate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must come out of a case, as the files {@code out-*} of its folder. */
public record GoldenFolder(Path folder) {

  /** The files' texts by their names. */
  public SortedMap<String, String> expected() throws IOException {
    var files = new TreeMap<String, String>();
    try (var found = Files.newDirectoryStream(folder, "out-*")) {
      for (Path file : found) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  /** Makes what came out what is expected. */
  public void accept(Map<String, String> rendered) throws IOException {
    for (String name : expected().keySet()) {
      Files.delete(folder.resolve(name));
    }
    for (var file : rendered.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
