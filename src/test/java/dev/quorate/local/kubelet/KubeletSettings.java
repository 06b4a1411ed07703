package dev.quorate.local.kubelet;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a kubelet may be told. The real one has 10 s, 5 min and 10 min for restarts and takes up to
 * a minute to update volumes; tests want the same behaviour sooner.
 *
 * @param work the folder for everything that it writes
 * @param volumeUpdateDelay from a change of a ConfigMap or Secret to new files in running pods
 * @param backOff before the second restart of a container; doubles with each
 * @param backOffCap the longest wait between restarts
 * @param backOffReset a container that ran so long starts over with an immediate restart
 * @param imageBackOff between two attempts to find an image
 */
public record KubeletSettings(
    Path work,
    Duration volumeUpdateDelay,
    Duration backOff,
    Duration backOffCap,
    Duration backOffReset,
    Duration imageBackOff) {

  /** Short delays, everything under one folder. */
  public static KubeletSettings in(Path work) {
    return new KubeletSettings(
        work,
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1));
  }

  /** The same with other delays between restarts. */
  public KubeletSettings withBackOff(Duration first, Duration cap, Duration reset) {
    return new KubeletSettings(work, volumeUpdateDelay, first, cap, reset, imageBackOff);
  }

  /** The same with another delay of volume updates. */
  public KubeletSettings withVolumeUpdateDelay(Duration delay) {
    return new KubeletSettings(work, delay, backOff, backOffCap, backOffReset, imageBackOff);
  }
}
