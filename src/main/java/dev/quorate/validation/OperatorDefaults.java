package dev.quorate.validation;

import dev.quorate.model.ZooKeeperVersion;
import java.util.Map;

/**
 * What an installation decides for specifications that say nothing.
 *
 * @param imageRepository the image without its tag; the tag is the version
 * @param images of single versions, which win over the repository
 * @param clusterDomain DNS domain of the Kubernetes cluster
 * @param memory memory limit and request of a member that names none, as a quantity
 * @param cpu processor request of a member that names none, as a quantity
 */
public record OperatorDefaults(
    String imageRepository,
    Map<String, String> images,
    String clusterDomain,
    String memory,
    String cpu) {

  public OperatorDefaults {
    images = Map.copyOf(images);
  }

  /** What is in force when nobody configures anything. */
  public static OperatorDefaults shipped() {
    return new OperatorDefaults(
        "docker.io/library/zookeeper", Map.of(), "cluster.local", "1Gi", "200m");
  }

  /** The image of a member whose specification names none. */
  String image(ZooKeeperVersion version) {
    return images.getOrDefault(version.toString(), imageRepository + ":" + version);
  }
}
