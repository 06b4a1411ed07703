package dev.quorate.local.api;

import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.Controllers;
import dev.quorate.local.controllers.Directories;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The controllers beside an in-process server, as a real server has them. */
record RunningControllers(
    KubernetesClient client, ClusterInformers cluster, Controllers controllers, Path volumes)
    implements AutoCloseable {

  static RunningControllers start(ApiServer server) throws IOException {
    var client = server.client();
    var cluster = new ClusterInformers(client);
    var volumes = Files.createTempDirectory("volumes");
    var controllers = new Controllers(client, cluster, new ClaimDirectories(volumes));
    return new RunningControllers(client, cluster, controllers, volumes);
  }

  @Override
  public void close() {
    controllers.close();
    cluster.close();
    client.close();
    try {
      Directories.delete(volumes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
