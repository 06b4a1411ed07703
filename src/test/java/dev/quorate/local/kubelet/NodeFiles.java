package dev.quorate.local.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that stand in for what a node and a cluster's DNS give every container: the hosts file,
 * and programs on the PATH that answer from it instead of from the machine.
 */
public record NodeFiles(Path work) {
  private static final String GETENT =
      """
      #!/bin/bash
      # getent hosts|ahosts|ahostsv4 NAME...: the names of the cluster, not those of the machine.
      database=$1
      shift
      status=2
      for wanted in "$@"; do
        while read -r address names; do
          for name in $names; do
            if [ "$name" = "$wanted" ] || [ "$address" = "$wanted" ]; then
              case $database in
                hosts) echo "$address $names" ;;
                *) echo "$address STREAM $wanted" ;;
              esac
              status=0
              break
            fi
          done
        done <"HOSTS_FILE"
      done
      exit $status
      """;
  private static final String HOSTNAME =
      """
      #!/bin/bash
      echo "$HOSTNAME"
      """;

  /** Writes the programs. */
  void install() throws IOException {
    Files.createDirectories(programs());
    program("getent", GETENT.replace("HOSTS_FILE", hosts().toString()));
    program("hostname", HOSTNAME);
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(programs().resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path programs() {
    return work.resolve("programs");
  }

  /** The names of all pods and services; for {@code -Djdk.net.hosts.file}. */
  public Path hosts() {
    return work.resolve("hosts");
  }

  /** Where a pod's own files are while it lives. */
  Path pod(String uid) {
    return work.resolve("pods").resolve(uid);
  }

  /** Where the logs of a container are, also after its pod is gone. */
  Path logs(String namespace, String pod, String uid, String container) {
    return work.resolve("logs").resolve(namespace + "_" + pod + "_" + uid).resolve(container);
  }

  /** What all pods of a name have printed, the oldest run first. */
  List<Path> logs(String namespace, String pod) throws IOException {
    var folder = work.resolve("logs");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var pods = Files.newDirectoryStream(folder, namespace + "_" + pod + "_*")) {
      List<Path> logs = new ArrayList<>();
      for (var directory : pods) {
        try (var files = Files.walk(directory)) {
          files.filter(Files::isRegularFile).forEach(logs::add);
        }
      }
      logs.sort(Comparator.comparing(NodeFiles::firstWritten));
      return logs;
    }
  }

  private static FileTime firstWritten(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).creationTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What every process of a container starts with. */
  Map<String, String> environment(List<Path> imagePath, String hostname, Path home) {
    var java = System.getProperty("java.home");
    var path =
        Stream.of(
                Stream.of(programs().toString()),
                imagePath.stream().map(Path::toString),
                Stream.of(java + "/bin", "/usr/local/bin", "/usr/bin", "/bin"))
            .flatMap(s -> s)
            .collect(Collectors.joining(":"));
    return Map.of(
        "PATH",
        path,
        "JAVA_HOME",
        java,
        "JDK_JAVA_OPTIONS",
        javaOptions(),
        "HOSTNAME",
        hostname,
        "HOME",
        home.toString(),
        "LANG",
        "C.UTF-8");
  }

  /**
   * The cluster's names for a JVM, and flags that let many small JVMs share a machine. No collector
   * among them: a container may choose one itself, and two keep a JVM from starting.
   */
  public String javaOptions() {
    return "-Djdk.net.hosts.file=" + hosts() + " -XX:TieredStopAtLevel=1 -XX:-UsePerfData";
  }
}
