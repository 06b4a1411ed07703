package dev.quorate.local.kubelet;

import dev.quorate.testing.ZooKeeperDistribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The official ZooKeeper images: {@code docker.io/library/zookeeper:<version>} is the release that
 * the build provides. A digest beside the tag is not checked.
 */
public final class ZooKeeperImages implements Images {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:docker\\.io/)?(?:library/)?zookeeper:([\\w.-]+)(?:@sha256:[0-9a-f]{64})?");

  @Override
  public Optional<Image> find(String reference) {
    var matcher = REFERENCE.matcher(reference);
    return matcher.matches() && ZooKeeperDistribution.versions().contains(matcher.group(1))
        ? Optional.of(image(ZooKeeperDistribution.of(matcher.group(1))))
        : Optional.empty();
  }

  private static Image image(ZooKeeperDistribution release) {
    return new Image(
        List.of(release.bin()),
        Map.of(),
        List.of(release.bin().resolve("zkServer.sh").toString(), "start-foreground"));
  }
}
