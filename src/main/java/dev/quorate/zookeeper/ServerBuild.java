package dev.quorate.zookeeper;

import java.util.regex.Pattern;

/**
 * Reads {@code 3.9.5-<revision>, built on <date>}, which {@code srvr} and {@code mntr} both have.
 */
final class ServerBuild {
  private static final Pattern BUILD =
      Pattern.compile("(\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}\\S*)-[^-\\s]*, built on .+");

  private ServerBuild() {}

  /** The release without the source revision: {@code 3.9.5}, or {@code 3.10.0-SNAPSHOT}. */
  static String version(String text) throws UnreadableException {
    var build = BUILD.matcher(text);
    if (!build.matches()) {
      throw UnreadableException.quoting("not a ZooKeeper version", text);
    }
    return build.group(1);
  }
}
