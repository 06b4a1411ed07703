package dev.quorate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One ZooKeeper server in a JVM of its own, started without a pod or our start script: for tests of
 * what ZooKeeper itself does.
 */
public final class BareServer implements AutoCloseable {
  private final ZooKeeperDistribution release;
  private final Path folder;
  private final int id;
  private final String host;
  private Process process;

  BareServer(ZooKeeperDistribution release, Path folder, int id, String host) {
    this.release = release;
    this.folder = folder;
    this.id = id;
    this.host = host;
  }

  public int id() {
    return id;
  }

  /** The server's own loopback address; clients connect to port 2181. */
  public String host() {
    return host;
  }

  public Path folder() {
    return folder;
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Writes the configuration files and the marker that allows an empty first database. */
  void configure(List<String> zooCfg, List<String> servers) {
    List<String> lines = new ArrayList<>(zooCfg);
    lines.add("dataDir=" + data());
    lines.add("dynamicConfigFile=" + folder.resolve("zoo.cfg.dynamic"));
    try {
      Files.createDirectories(data());
      Files.write(folder.resolve("zoo.cfg"), lines);
      Files.write(folder.resolve("zoo.cfg.dynamic"), servers);
      Files.writeString(folder.resolve("logback.xml"), LOGBACK);
      Files.writeString(data().resolve("myid"), Integer.toString(id));
      Files.createFile(data().resolve("initialize"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the JVM; it serves some time later. */
  public void start(String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-Dzookeeper.jmx.log4j.disable=true", "-Dzookeeper.db.autocreate=false"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", folder + ":" + release.lib() + "/*"));
    command.add("org.apache.zookeeper.server.quorum.QuorumPeerMain");
    command.add(folder.resolve("zoo.cfg").toString());
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server wrote, over all its starts. */
  public Path log() {
    return folder.resolve("server.log");
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Ends the JVM the hard way and returns when it is gone. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  /** Empties the disk of a killed server, all but its id. */
  public void wipe() {
    var database = data().resolve("version-2");
    try (var files = Files.walk(database)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{1} - %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="OUT"/></root>
      </configuration>
      """;
}
