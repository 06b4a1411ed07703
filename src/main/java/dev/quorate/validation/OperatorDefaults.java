package dev.quorate.validation;

/**
 * What an installation decides for specifications that say nothing.
 *
 * @param imageRepository the image without its tag; the tag is the version
 * @param clusterDomain DNS domain of the Kubernetes cluster
 * @param memory memory limit and request of a member that names none, as a quantity
 * @param cpu processor request of a member that names none, as a quantity
 */
public record OperatorDefaults(
    String imageRepository, String clusterDomain, String memory, String cpu) {

  /** What is in force when nobody configures anything. */
  public static OperatorDefaults shipped() {
    return new OperatorDefaults("docker.io/library/zookeeper", "cluster.local", "1Gi", "200m");
  }
}
