package dev.quorate.local;

import dev.quorate.local.kubelet.Images;
import dev.quorate.local.kubelet.KubeletSettings;
import dev.quorate.local.kubelet.ZooKeeperImages;
import java.nio.file.Path;

/**
 * What a local cluster may be told.
 *
 * @param work the folder for all of its files; emptied at start
 * @param port of the API server; 0 for any that is free
 * @param images which images can be pulled
 * @param kubelet delays of the kubelet
 */
public record LocalClusterOptions(Path work, int port, Images images, KubeletSettings kubelet) {

  /** ZooKeeper images, a free port, short delays. */
  public static LocalClusterOptions in(Path work) {
    return new LocalClusterOptions(work, 0, new ZooKeeperImages(), KubeletSettings.in(work));
  }

  /** The same with other images. */
  public LocalClusterOptions withImages(Images other) {
    return new LocalClusterOptions(work, port, other, kubelet);
  }

  /** The same with another kubelet. */
  public LocalClusterOptions withKubelet(KubeletSettings other) {
    return new LocalClusterOptions(work, port, images, other);
  }
}
