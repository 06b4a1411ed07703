package dev.quorate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/**
 * A ZooKeeper release laid out like the official image: {@code bin} with the original scripts,
 * {@code lib} with the jars that the build copied to {@code target/zookeeper/<version>} and, for
 * all releases, to {@code target/zookeeper/common}.
 *
 * @param version such as 3.9.5
 * @param home absolute path of the release
 */
public record ZooKeeperDistribution(String version, Path home) {
  private static final List<String> SCRIPTS = List.of("zkServer.sh", "zkEnv.sh", "zkCli.sh");

  /** The newest release that the build provides. */
  public static ZooKeeperDistribution newest() {
    return of(versions().getLast());
  }

  /** The oldest release that the build provides. */
  public static ZooKeeperDistribution oldest() {
    return of(versions().getFirst());
  }

  /** The release of that version, with its scripts installed. */
  public static ZooKeeperDistribution of(String version) {
    var distribution = new ZooKeeperDistribution(version, homes().resolve(version));
    if (!Files.isDirectory(distribution.lib())) {
      throw new IllegalArgumentException(
          "no ZooKeeper %s in %s (there is %s); './mvnw process-test-resources' copies the jars"
              .formatted(version, homes(), versions()));
    }
    SCRIPTS.forEach(distribution::install);
    distribution.linkCommonJars();
    return distribution;
  }

  /** The versions that the build provides, oldest first. */
  public static List<String> versions() {
    try (var folders = Files.list(homes())) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("lib")))
          .map(folder -> folder.getFileName().toString())
          .sorted(Comparator.comparing(Version::parse))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no ZooKeeper releases; run ./mvnw process-test-resources", e);
    }
  }

  /** Goes first into the PATH of a member: {@code zkServer.sh} is here. */
  public Path bin() {
    return home.resolve("bin");
  }

  public Path lib() {
    return home.resolve("lib");
  }

  private static Path homes() {
    return Path.of(System.getProperty("quorate.zookeeper.homes", "target/zookeeper"))
        .toAbsolutePath();
  }

  private void linkCommonJars() {
    var common = homes().resolve("common");
    if (!Files.isDirectory(common)) {
      return; // copied by an earlier build, which put everything into each release
    }
    try (var jars = Files.list(common)) {
      for (Path jar : jars.toList()) {
        linkOnce(lib().resolve(jar.getFileName()), jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot link the jars of " + common, e);
    }
  }

  private static void linkOnce(Path link, Path jar) throws IOException {
    try {
      if (!Files.exists(link)) {
        Files.createLink(link, jar);
      }
    } catch (FileAlreadyExistsException e) {
      // another test JVM was faster
    }
  }

  // Moved into place in one step, because several test JVMs may install at once.
  private void install(String script) {
    var target = bin().resolve(script);
    if (Files.isExecutable(target)) {
      return;
    }
    try (InputStream source =
        ZooKeeperDistribution.class.getResourceAsStream("/zookeeper/bin/" + script)) {
      Files.createDirectories(bin());
      var temporary = Files.createTempFile(bin(), script, ".tmp");
      Files.copy(source, temporary, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install " + target, e);
    }
  }
}
