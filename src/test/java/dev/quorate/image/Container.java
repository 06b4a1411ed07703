package dev.quorate.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process in the file system of an image, as its user, with everything read-only but {@code
 * /tmp}, in the network of this machine. Needs root.
 */
final class Container implements AutoCloseable {
  /** {@code $0} is the file system, {@code $1} a folder that is shown as /mnt. */
  private static final String ENTER =
      """
      set -e
      mount --bind "$0" "$0"
      mount --rbind /proc "$0/proc"
      mount --bind "$1" "$0/mnt"
      mount -t tmpfs -o mode=1777 tmpfs "$0/tmp"
      mount -o remount,bind,ro "$0"
      user=$2
      root=$0
      shift 2
      exec chroot --userspec="$user" "$root" "$@"
      """;

  private final Process process;
  private final Path log;

  private Container(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static boolean isPossible() {
    return "root".equals(System.getProperty("user.name"));
  }

  static Container start(
      Path root, JsonNode config, Path shown, Map<String, String> environment, Path log)
      throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("mnt"));
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "bash", "-c", ENTER, root.toString()));
    command.add(shown.toString());
    command.add(config.path("User").asText());
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    return new Container(builder.start(), log);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Memory that is resident now, in megabytes. */
  long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElseThrow();
  }

  /** Asks it to end, and returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
