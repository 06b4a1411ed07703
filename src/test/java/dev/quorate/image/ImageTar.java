package dev.quorate.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image in the format of {@code docker save}, unpacked.
 *
 * @param parts folder with its manifest, configuration and layers
 */
record ImageTar(Path parts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ImageTar unpack(Path tar, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    extract(tar, folder);
    return new ImageTar(folder);
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(parts.resolve("manifest.json").toFile()).path(0);
  }

  String name() throws IOException {
    return manifest().at("/RepoTags/0").asText();
  }

  /** What a container is started with. */
  JsonNode config() throws IOException {
    return JSON.readTree(parts.resolve(manifest().path("Config").asText()).toFile()).path("config");
  }

  List<Path> layers() throws IOException {
    List<Path> layers = new ArrayList<>();
    manifest().path("Layers").forEach(layer -> layers.add(parts.resolve(layer.asText())));
    return layers;
  }

  /** Lays all layers over each other, as a container runtime does. */
  Path fileSystem(Path root) throws IOException, InterruptedException {
    Files.createDirectories(root);
    for (Path layer : layers()) {
      extract(layer, root);
    }
    return root;
  }

  private static void extract(Path archive, Path folder) throws IOException, InterruptedException {
    var tar =
        new ProcessBuilder(
                "tar", "--extract", "--file", archive.toString(), "--directory", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException("tar cannot unpack " + archive);
    }
  }
}
