package dev.quorate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Collects what somebody who helps from afar needs. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description =
        "A support archive without secrets: the cluster and its objects, events, logs, and what"
            + " members say.")
final class BundleCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "What to write; by default a new file here with the name and the time.")
  private Path file;

  @Option(
      names = "--tail",
      paramLabel = "LINES",
      defaultValue = "2000",
      description = "Last lines of each log (${DEFAULT-VALUE}).")
  private int tail;

  @Mixin private LeaseOptions lease;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  BundleCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var connection = Connection.open(options)) {
      var cluster = new Clusters(connection).named(name);
      var reader = new ClusterReader(connection, surroundings);
      var facts = reader.withMembers(cluster);
      var found = lease.examine(facts, reader);
      var target = target(connection.namespace());
      // Nobody else on this machine has to see it, and nothing is overwritten.
      Files.createFile(target, PosixFilePermissions.asFileAttribute(OWNER));
      try (var out = Files.newOutputStream(target);
          var archive = new Archive(out, surroundings.clock().instant())) {
        var bundle = new Bundle(connection, surroundings, cluster, tail, archive);
        var left = bundle.collect(found, facts);
        Lines.print(surroundings.out(), summary(target, bundle.files(), left));
      }
      return ExitCode.CLEAR;
    } catch (IOException e) {
      throw new Refused("Cannot write the archive: " + e);
    }
  }

  private Path target(String namespace) {
    return file != null
        ? file
        : Path.of(
            "%s-%s-%s.tar.gz"
                .formatted(namespace, name, TIME.format(surroundings.clock().instant())));
  }

  private static List<String> summary(Path target, int files, List<String> left) {
    List<String> lines = new ArrayList<>();
    lines.add("%s has %d files, without secrets.".formatted(target, files));
    if (!left.isEmpty()) {
      lines.add("Left out:");
      left.forEach(what -> lines.add("  " + what));
    }
    return lines;
  }
}
